import { useEffect, useState } from "react";
import { Icon } from "./Icon.js";

const systemTheme = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

/** Changes between light and dark. The page begins with the theme of the system, or the last choice. */
export function ThemeButton() {
  const [theme, setTheme] = useState(() => localStorage.getItem("theme") ?? systemTheme());
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  const other = theme === "dark" ? "light" : "dark";
  const change = () => {
    localStorage.setItem("theme", other);
    setTheme(other);
  };
  return (
    <button className="icon" aria-label={`Use the ${other} theme`} onClick={change}>
      <Icon name={theme === "dark" ? "sun" : "moon"} />
    </button>
  );
}
