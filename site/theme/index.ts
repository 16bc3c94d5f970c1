/** The default theme of VitePress with the colors of the site. */
import DefaultTheme from "vitepress/theme";
import "./colors.css";

export default DefaultTheme;
