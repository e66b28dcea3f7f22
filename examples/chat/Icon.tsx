/** Paths of icons in a square of 24 units. */
const PATHS = {
  plus: "M12 5v14M5 12h14",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M8 8h8v8H8z",
  edit: "M4 20h4L19 9l-4-4L4 16z",
  retry: "M5 12a7 7 0 1 0 2-5M7 3v4h4",
  left: "M14 6l-6 6 6 6",
  right: "M10 6l6 6-6 6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 1 0 0-8M12 3v2M12 19v2M3 12h2M19 12h2M6 6l1 1M17 17l1 1M6 18l1-1M17 7l1-1",
  moon: "M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z",
};

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
