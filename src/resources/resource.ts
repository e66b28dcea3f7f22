import type { ClientOptions } from "../transport/options.js";
import { Transport } from "../transport/transport.js";

/** The base of all resources: the transport that the resources of one client share. */
export abstract class Resource {
  protected readonly transport: Transport;

  /** @param options - The options of a client, or the transport of an existing one. */
  constructor(options: ClientOptions | Transport = {}) {
    this.transport = options instanceof Transport ? options : new Transport(options);
  }
}
