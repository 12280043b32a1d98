import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { principalIn } from './current-principal.decorator.js';
import { runAs } from './principal-scope.js';

/** Runs handlers on behalf of the principal that a guard let in, so that services can ask for it. */
@Injectable()
export class PrincipalInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const principal = principalIn(context);
    if (principal === undefined) return next.handle();
    return new Observable((subscriber) => runAs(principal, () => next.handle().subscribe(subscriber)));
  }
}
