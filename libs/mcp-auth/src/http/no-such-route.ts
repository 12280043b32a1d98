import { NotFoundException } from '@nestjs/common';

/** Answers as if the route did not exist, in whatever words the application has for that. */
export function noSuchRoute(): never {
  throw new NotFoundException();
}
