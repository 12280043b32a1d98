import { AbstractGraphQLDriver, type GqlModuleOptions } from '@nestjs/graphql';
// By its file, as Node finds it for Nest: the test runner alone would take the other copy in the package.
import { graphql } from 'graphql/index.js';

/** The least GraphQL server on Express, with the context that Apollo's has by default: `{ req, res }`. */
export class ExpressGraphqlDriver extends AbstractGraphQLDriver {
  start({ schema, path = '/graphql' }: GqlModuleOptions): Promise<void> {
    if (schema === undefined) throw new Error('Nest gave no schema');
    this.httpAdapterHost.httpAdapter.post(path, (req: Asked, res: Answering, next) => {
      const answered = graphql({ schema, source: req.body.query, contextValue: { req, res } });
      answered.then((result) => res.json(result)).catch((error: unknown) => next?.(error));
    });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

interface Asked {
  readonly body: { readonly query: string };
}
interface Answering {
  json(value: unknown): void;
}
