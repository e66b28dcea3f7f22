/** A page of a search under its resource's name, with what comes after it. */
export type Page<Name extends string, Row> = Record<Name, Row[]> & {
  /** The `offset` of the next page; `null` on the last one. */
  next: string | null;
  /**
   * How many rows there are; `null` when the server does not say. The Python server looks only one row ahead, so that
   * this is a lower bound there; the JS server adds `offset` to it.
   */
  total: number | null;
};

/** Makes a page of an answer's rows and its `X-Pagination-*` headers. */
export function pageOf<Name extends string, Row>(name: Name) {
  return (rows: unknown, { headers }: Response): Page<Name, Row> => {
    const total = headers.get("x-pagination-total");
    const rest = { next: headers.get("x-pagination-next"), total: total === null ? null : Number(total) };
    // A computed key loses its name for the compiler.
    return { [name]: rows, ...rest } as Page<Name, Row>;
  };
}
