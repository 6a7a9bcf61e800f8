import { TemplateError } from './cloudformation.ts';
import type { Found, FoundByType } from './plan-events.ts';
import type { ApiPlan, AuthorizerPlan, CorsPlan, RoutePlan } from './plan-types.ts';
import { functionFromArn, nameFromArn } from './read.ts';

/** The HTTP API of the template (one at most), its routes with their functions and authorizers. */
export function planApi(of: FoundByType): ApiPlan | undefined {
  const [api, ...others] = of('AWS::ApiGatewayV2::Api');
  if (api === undefined) return undefined;
  if (others.length > 0)
    throw new TemplateError(`${others[0]?.properties.where}: one HTTP API runs locally, not two.`);
  if (api.properties.optionalText('ProtocolType') === 'WEBSOCKET') {
    throw new TemplateError(`${api.properties.where}: WebSocket APIs are not run locally.`);
  }
  const integrations = new Map(of('AWS::ApiGatewayV2::Integration').map((one) => [one.name, one]));
  const authorizers = new Map(of('AWS::ApiGatewayV2::Authorizer').map((one) => [one.name, one]));
  const stage = of('AWS::ApiGatewayV2::Stage')[0]?.name ?? '$default';
  return {
    name: api.name,
    stage,
    routes: of('AWS::ApiGatewayV2::Route').map((route) => planRoute(route, integrations, authorizers)),
    cors: corsOf(api),
  };
}

function planRoute(
  { properties }: Found,
  integrations: ReadonlyMap<string, Found>,
  authorizers: ReadonlyMap<string, Found>,
): RoutePlan {
  const key = properties.text('RouteKey');
  const [method = '$default', path = ''] = key.split(' ');
  const integration = integrations.get(nameFromArn(properties.text('Target')))?.properties;
  if (integration === undefined)
    throw new TemplateError(`${properties.where}: its integration is not in the template.`);
  if (integration.optionalText('PayloadFormatVersion') !== '2.0') {
    throw new TemplateError(`${integration.where}: only payload format 2.0 is run locally.`);
  }
  const type = properties.optionalText('AuthorizationType') ?? 'NONE';
  if (type !== 'NONE' && type !== 'JWT') {
    throw new TemplateError(`${properties.where}: authorization type ${type} is not run locally.`);
  }
  const authorizer = authorizers.get(properties.optionalText('AuthorizerId') ?? '');
  if (type === 'JWT' && authorizer === undefined) {
    throw new TemplateError(`${properties.where}: its authorizer is not in the template.`);
  }
  return {
    key,
    method,
    path,
    functionName: functionFromArn(integration.text('IntegrationUri')),
    authorizer: type === 'JWT' && authorizer !== undefined ? planAuthorizer(authorizer) : undefined,
    scopes: properties.list('AuthorizationScopes').map(String),
  };
}

function planAuthorizer({ properties }: Found): AuthorizerPlan {
  const [source = '$request.header.Authorization'] = properties.list('IdentitySource').map(String);
  const header = /^\$request\.header\.(.+)$/.exec(source)?.[1];
  if (header === undefined)
    throw new TemplateError(`${properties.where}: identity source ${source} is not run locally.`);
  return {
    audience: properties.record('JwtConfiguration').list('Audience').map(String),
    header: header.toLowerCase(),
  };
}

function corsOf({ properties }: Found): CorsPlan | undefined {
  if (!properties.has('CorsConfiguration')) return undefined;
  const cors = properties.record('CorsConfiguration');
  return {
    allowOrigins: cors.list('AllowOrigins').map(String),
    allowMethods: cors.list('AllowMethods').map(String),
    allowHeaders: cors.list('AllowHeaders').map(String),
    exposeHeaders: cors.list('ExposeHeaders').map(String),
    allowCredentials: cors.flag('AllowCredentials', false),
    maxAge: cors.optionalNumber('MaxAge'),
  };
}
