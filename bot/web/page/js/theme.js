/* Light or dark: the system's choice until the reader chooses; remembered. Loaded before anything is painted. */
(() => {
  const STORED = "tema";
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ?? (systemDark.matches ? "dark" : "light")) === "dark";

  function stored() {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null; // storage is off: the system decides
    }
  }

  function store(theme) {
    try {
      localStorage.setItem(STORED, theme);
    } catch {
      // storage is off: the choice lasts as long as the page
    }
  }

  const chosen = stored();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      store(root.dataset.theme);
      show();
    });
    systemDark.addEventListener("change", show);
    show();
  });
})();
