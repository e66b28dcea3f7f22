/** The reasons why a run cannot be delivered whole. */
const HISTORY = "Servers keep the events of a thread for a limited time";
export const ANCHOR_MISSING = `The server has dropped the last event from its history. ${HISTORY}`;
export const CURSOR_MISSING = `The server has dropped the event of the cursor from its history. ${HISTORY}`;
export const OTHER_RUN = "Another run of the thread began, and the server sends no more events of this one";
export const EVENTS_MISSING = "The server has left out events of this run";
export const RUN_MISSING =
  "The server sends no events of this run. It was started in another way, by runs.stream for example";
export const END_MISSING = "The run has ended, and the server did not send its last events";
