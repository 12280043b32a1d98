import { Inject, Injectable } from '@nestjs/common';
import { RequireScopes, Tool, ToolInput } from 'nestjs-mcp-auth';
import { z } from 'zod';
import { items } from '../pricing/prices.js';
import { PricingClient } from '../pricing/pricing.client.js';

const input = z.object({
  item: z.enum(items).describe('What to buy'),
  quantity: z.int().min(1).max(1000).default(1).describe('How many'),
});

@Injectable()
export class PriceQuoteTool {
  constructor(@Inject(PricingClient) private readonly pricing: PricingClient) {}

  @RequireScopes('prices:read')
  @Tool({ name: 'price_quote', description: 'Asks the pricing service what something costs, in cents', input })
  quote(@ToolInput() question: z.infer<typeof input>) {
    return this.pricing.quote(question);
  }
}
