/** The graph of the page about interrupts. */
export { graph } from "../../../examples/server/orders.js";
