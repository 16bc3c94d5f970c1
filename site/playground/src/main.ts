/**
 * Starts the playground: the tabs, and the worker that computes.
 *
 * @module
 */
import { contextTab } from "./context/tab.ts";
import { Engine } from "./engine/client.ts";
import { startTabs, type Tab } from "./tabs.ts";

const TABS: Readonly<Record<string, Tab>> = { context: contextTab };

const engine = new Engine();
startTabs((panel, argument) => TABS[panel.id]!(panel, engine, argument));
