/** The store could not be asked, or did not answer: nothing is known of what was asked, save that it may be asked again. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
