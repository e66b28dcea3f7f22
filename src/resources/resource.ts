import type { ClientOptions } from "../transport/options.js";
import { Transport } from "../transport/transport.js";

/** What the resources have in common: a transport, shared by those of one client. */
export abstract class Resource {
  protected readonly transport: Transport;

  /** @param options - A client's options, or the transport of a client that shares it. */
  constructor(options: ClientOptions | Transport = {}) {
    this.transport = options instanceof Transport ? options : new Transport(options);
  }
}
