/**
 * Tabs as the ARIA Authoring Practices describe them: arrow keys, Home and End move between tabs; the fragment of the URL
 * has the tab that is open.
 *
 * @module
 */

/** Fills the panel of a tab; `argument` is what the fragment of the URL has after the name of the tab. */
export type Tab = (panel: HTMLElement, argument: string) => void;

/** Makes the tabs of the page work, and opens the one that the fragment of the URL names. Each is filled when it is opened
 * for the first time. */
export function startTabs(open: (panel: HTMLElement, argument: string) => void): void {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
  const opened = new Set<string>();

  const select = (chosen: HTMLElement, argument = "") => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panelOf(tab).hidden = !isChosen;
    }
    const panel = panelOf(chosen);
    if (opened.has(panel.id)) return;
    opened.add(panel.id);
    open(panel, argument);
  };
  const choose = (tab: HTMLElement) => {
    history.replaceState(null, "", `#${panelOf(tab).id}`);
    select(tab);
  };
  const followFragment = () => {
    const [, name, argument] = /^#(\w+)(?:=(.*))?$/s.exec(location.hash) ?? [];
    const named = tabs.find((tab) => panelOf(tab).id === name);
    select(named ?? tabs[0]!, named === undefined ? "" : argument);
  };

  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[key];
      if (next === undefined) return;
      const target = tabs.at(next % tabs.length)!;
      choose(target);
      target.focus();
    });
  }
  addEventListener("hashchange", () => {
    // What was shared is opened like any other address.
    if (location.hash.includes("=")) location.reload();
    else if (location.hash !== "#main") followFragment();
  });
  followFragment();
}

function panelOf(tab: HTMLElement): HTMLElement {
  return document.getElementById(tab.getAttribute("aria-controls")!)!;
}
