/**
 * Starts the playground.
 *
 * @module
 */
import { configurationTab } from "./configuration/tab.ts";
import { contextTab } from "./context/tab.ts";
import { imagesTab } from "./images/tab.ts";
import { startTabs, type Tab } from "./tabs.ts";

const TABS: Readonly<Record<string, Tab>> = {
  context: contextTab,
  configuration: configurationTab,
  images: imagesTab,
};

startTabs((panel, argument) => TABS[panel.id]!(panel, argument));
