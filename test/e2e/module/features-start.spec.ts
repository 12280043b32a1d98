import { Controller, Get, Injectable, UseGuards, type DynamicModule } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { jwtVerifier, McpAuthGuard, McpAuthModule, Tool, type McpAuthFeatureOptions } from 'nestjs-mcp-auth';
import { LogLines } from '../../support/launch.js';

@Injectable()
class HrTools {
  @Tool()
  hr_tool() {
    return 'hr';
  }
}

@Controller('guarded')
class GuardedController {
  @Get()
  @UseGuards(McpAuthGuard)
  read() {
    return null;
  }
}

@Controller('open')
class OpenController {
  @Get()
  read() {
    return null;
  }
}

describe('a start with features', () => {
  const issuer = 'https://idp.example.com';
  const audience = 'https://api.example.com/mcp';
  const root = McpAuthModule.forRoot({
    resource: audience,
    auth: jwtVerifier({ jwksUri: `${issuer}/jwks`, issuer, audience }),
  });
  const featureModule = (options: McpAuthFeatureOptions): DynamicModule => {
    class FeatureModule {}
    return { module: FeatureModule, imports: [McpAuthModule.forFeature(options)] };
  };
  const start = async (...imports: DynamicModule[]) => {
    const module = await Test.createTestingModule({ imports }).setLogger(new LogLines()).compile();
    return module.init();
  };

  it('is refused without forRoot', async () => {
    await expect(start(featureModule({ resource: `${audience}/hr` }))).rejects.toThrow(
      'forFeature: there is no McpAuthModule.forRoot in this application',
    );
  });

  it('is refused when two resources have one path', async () => {
    await expect(start(root, featureModule({ resource: 'https://other.example.com/mcp' }))).rejects.toThrow(
      'forFeature.resource: another resource is served at "/mcp"',
    );
  });

  it('is refused when one module imports both, because its guards could be of either', async () => {
    await expect(start(root, McpAuthModule.forFeature({ resource: `${audience}/hr` }))).rejects.toThrow(
      'RootTestModule imports 2 resources; give each forFeature a module of its own',
    );
  });

  describe('with a module that the application has only through that of a feature', () => {
    const feature = McpAuthModule.forFeature({ resource: `${audience}/hr` });
    const startAbove = (below: DynamicModule, guard: 'endpoint' | 'application' = 'endpoint') => {
      class HrModule {}
      const auth = jwtVerifier({ jwksUri: `${issuer}/jwks`, issuer, audience });
      return start(McpAuthModule.forRoot({ resource: audience, auth, guard }), {
        module: HrModule,
        imports: [feature, below],
      });
    };
    class PayrollModule {}
    const withTools = { module: PayrollModule, providers: [HrTools] };
    const message =
      'PayrollModule: has tools or guarded handlers, but belongs to the application only through a module';

    it('is refused when that module has tools, which would be served at the first resource', async () => {
      await expect(startAbove(withTools)).rejects.toThrow(message);
    });

    it('is refused when that module has guards, which would take the tokens of the first resource (MX-02)', async () => {
      await expect(startAbove({ module: PayrollModule, controllers: [GuardedController] })).rejects.toThrow(message);
    });

    it('is refused when the whole application is guarded and that module has controllers (MX-02)', async () => {
      await expect(startAbove({ module: PayrollModule, controllers: [OpenController] }, 'application')).rejects.toThrow(
        message,
      );
    });

    it('goes well where it has none of them, or imports the feature too', async () => {
      const withFeature = { ...withTools, imports: [feature] };
      const starts = [{ module: PayrollModule, controllers: [OpenController] }, withFeature].map((below) =>
        startAbove(below).then((module) => module.close()),
      );
      await expect(Promise.all(starts)).resolves.toEqual([undefined, undefined]);
    });

    it('goes well where a module of the first resource imports it as well', async () => {
      class HrModule {}
      class PlainModule {}
      const modules = [
        { module: HrModule, imports: [feature, withTools] },
        { module: PlainModule, imports: [withTools] },
      ];
      await expect(start(root, ...modules).then((module) => module.close())).resolves.toBeUndefined();
    });
  });

  it('is refused when two resources would share a Passport strategy (MX-02)', async () => {
    const features = [`${audience}/hr`, 'https://api.example.com/hr'].map((resource) => featureModule({ resource }));
    await expect(start(root, ...features)).rejects.toThrow('two resources would have the Passport strategy "mcp:hr"');
  });

  it.each(['', [], ['']])('is refused with the audience %j (JV-06)', async (wrong) => {
    await expect(start(root, featureModule({ resource: `${audience}/hr`, audience: wrong }))).rejects.toThrow(
      'forFeature.audience: must be a text',
    );
  });

  it('is refused when a module passes a feature on: its guards would be of it, and its tools of the first', async () => {
    const feature = McpAuthModule.forFeature({ resource: `${audience}/hr` });
    class Passing {}
    const passing = { module: Passing, imports: [feature], exports: [feature] };
    await expect(start(root, passing)).rejects.toThrow('exports: Passing exports forFeature');
  });

  it('goes well with a module that is loaded lazily, and has tools', async () => {
    class LazyModule {}
    const lazy = { module: LazyModule, providers: [HrTools] };
    class LoadingModule {}
    const loading = {
      module: LoadingModule,
      providers: [
        {
          provide: 'loaded',
          inject: [LazyModuleLoader],
          useFactory: (loader: LazyModuleLoader) => loader.load(() => lazy),
        },
      ],
    };
    await expect(start(root, loading)).resolves.toBeDefined();
  });

  it('repeats no password that a parser takes for a path', async () => {
    const resource = 'https://user:1/s3cret@host/mcp';
    const auth = jwtVerifier({ jwksUri: `${issuer}/jwks`, issuer, audience });
    const refused = start(McpAuthModule.forRootAsync({ auth: jwtVerifier, useFactory: () => ({ resource, auth }) }));
    await expect(refused).rejects.toThrow('resource: its path');
    await expect(refused).rejects.not.toThrow('s3cret');
  });

  it('names the option of the feature that is wrong', async () => {
    await expect(start(root, featureModule({ resource: 'http://api.example.com/hr' }))).rejects.toThrow(
      'forFeature.resource: "http://api.example.com/hr" must be an https URL',
    );
  });
});
