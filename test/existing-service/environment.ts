/** What this service takes from its environment. */
export const environment = {
  issuer: process.env['ORDERS_ISSUER'] ?? '',
  audience: process.env['ORDERS_AUDIENCE'] ?? '',
  resource: process.env['ORDERS_RESOURCE'] ?? '',
};
