import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { Role } from '@huiliu/platform';
import { Public, Roles } from './access';
import { routesWithoutAccess } from './check-access';

@Controller('a')
class Careful {
  @Get('one')
  @Roles(Role.agent)
  one(): void {}

  @Get('two')
  @Public()
  two(): void {}

  helper(): void {}
}

@Controller('b')
class Careless {
  @Get('one')
  @Roles(Role.agent)
  one(): void {}

  @Get('two')
  two(): void {}
}

describe('routes that name no roles', () => {
  it('are found, and only they', () => {
    expect(routesWithoutAccess([Careful])).toEqual([]);
    expect(routesWithoutAccess([Careful, Careless])).toEqual(['Careless.two']);
  });
});
