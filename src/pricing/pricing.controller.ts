import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { priceQuote, type PriceQuestion, type PriceQuote } from './prices.js';

/** Answers questions about prices. */
@Controller()
export class PricingController {
  @MessagePattern('price_quote')
  quote(@Payload() question: PriceQuestion): PriceQuote {
    return priceQuote(question);
  }
}
