/* Light or dark: the system's choice until the reader chooses; remembered. Loaded before anything is painted. */
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      return localStorage.getItem("tema");
    } catch {
      return null; // storage is off: the system decides
    }
  }

  function remember(theme) {
    try {
      if (theme === null) localStorage.removeItem("tema");
      else localStorage.setItem("tema", theme);
    } catch {
      // storage is off: the choice lasts as long as the page
    }
  }

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

  function show(button) {
    button.setAttribute("aria-pressed", String(isDark()));
  }

  const chosen = remembered();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      show(button);
      dark.addEventListener("change", () => show(button));
      button.addEventListener("click", () => {
        const next = isDark() ? "light" : "dark";
        root.dataset.theme = next;
        remember(next === (dark.matches ? "dark" : "light") ? null : next);
        show(button);
      });
    }
  });
})();
