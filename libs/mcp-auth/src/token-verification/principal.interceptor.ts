import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { principalIn } from './current-principal.decorator.js';
import { runAs } from './principal-scope.js';

/** Runs handlers on behalf of the principal that a guard let in, so that services can ask for it. */
@Injectable()
export class PrincipalInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const principal = principalIn(context);
    // Also for nobody: a handler that another one called, as `app.inject` does, is not run on behalf of the caller's principal.
    return new Observable((subscriber) => runAs(principal, () => next.handle().subscribe(subscriber)));
  }
}
