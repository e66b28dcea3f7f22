/** The graph of the page about tools. */
export { graph } from "../../../examples/server/weather.js";
