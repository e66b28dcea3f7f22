import worker from "../../worker.js";

export const POST = worker.fetch;
