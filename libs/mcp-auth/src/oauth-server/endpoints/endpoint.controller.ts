import { All, Controller, Inject, Req, Res, UseFilters, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { Public } from '../../access-control/public.decorator.js';
import { EarlyRoutes } from '../../http/early-routes.js';
import { OwnRouteFilter } from '../../http/own-route.filter.js';
import { EndpointAnswers } from './endpoint-answers.js';
import { EndpointRoute } from './endpoint-route.js';
import type { EndpointRow } from './endpoint-row.js';
import type { OAuthEndpoint } from './oauth-endpoint.js';

/** Makes the controller of an endpoint at one path: Nest keys routes by class, so a class is never shared. */
export function endpointController(row: EndpointRow, path: string): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @Public()
  @UseFilters(OwnRouteFilter)
  class OAuthEndpointController {
    private readonly route: EndpointRoute;

    constructor(
      @Inject(row.endpoint) endpoint: OAuthEndpoint,
      @Inject(EndpointAnswers) answers: EndpointAnswers,
      @Inject(EarlyRoutes) earlyRoutes: EarlyRoutes,
    ) {
      this.route = new EndpointRoute(path, row, endpoint, answers);
      earlyRoutes.install(this.route);
    }

    @All()
    serve(@Req() request: object, @Res() response: object): Promise<void> {
      return this.route.serve(request, response);
    }
  }
  return OAuthEndpointController;
}
