import { type Stack, TemplateError } from './cloudformation.ts';

/** What `AWS::Region` and its like stand for on this machine. */
export const LOCAL_ACCOUNT = '000000000000';

export interface ResolverOptions {
  readonly stacks: readonly Stack[];
  readonly region: string;
  /** Answers `Ref` of a resource. */
  readonly ref: (stack: Stack, logicalId: string) => unknown;
  /** Answers `Fn::GetAtt` of a resource. */
  readonly attribute: (stack: Stack, logicalId: string, attribute: string) => unknown;
}

export interface Resolver {
  /** The value with every intrinsic function worked out; properties set to `AWS::NoValue` are gone. */
  resolve(stack: Stack, value: unknown): unknown;
  condition(stack: Stack, name: string): boolean;
  outputs(stack: Stack): Record<string, string>;
}

const NO_VALUE = Symbol('AWS::NoValue');

/** Works out CloudFormation's intrinsic functions over a set of stacks that may import from each other. */
export function createResolver(options: ResolverOptions): Resolver {
  const { stacks, region } = options;

  function pseudo(stack: Stack, name: string): unknown {
    switch (name) {
      case 'AWS::Region':
        return region;
      case 'AWS::AccountId':
        return LOCAL_ACCOUNT;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stack.name;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${LOCAL_ACCOUNT}:stack/${stack.name}/local`;
      case 'AWS::NotificationARNs':
        return [];
      case 'AWS::NoValue':
        return NO_VALUE;
      default:
        return undefined;
    }
  }

  function reference(stack: Stack, name: string): unknown {
    const known = pseudo(stack, name);
    if (known !== undefined) return known;
    const parameter = stack.template.Parameters[name];
    if (parameter !== undefined) {
      // An SSM-typed parameter's default is the name of an SSM parameter (the bootstrap version): the
      // name stands for its value, nothing local depends on it.
      return parameter.Default ?? '';
    }
    if (stack.template.Resources[name] === undefined) {
      throw new TemplateError(`Stack ${stack.name} refers to ${name}, which it does not contain.`);
    }
    return options.ref(stack, name);
  }

  function attribute(stack: Stack, target: unknown): unknown {
    const [logicalId, ...rest] = Array.isArray(target) ? target : String(target).split('.');
    const name = rest.map((part) => String(walk(stack, part))).join('.');
    if (stack.template.Resources[String(logicalId)] === undefined) {
      throw new TemplateError(
        `Stack ${stack.name} reads ${name} of ${logicalId}, which it does not contain.`,
      );
    }
    return options.attribute(stack, String(logicalId), name);
  }

  function importValue(stack: Stack, name: unknown): unknown {
    const wanted = String(walk(stack, name));
    for (const other of stacks) {
      for (const output of Object.values(other.template.Outputs)) {
        if (output.Export !== undefined && String(walk(other, output.Export.Name)) === wanted) {
          return walk(other, output.Value);
        }
      }
    }
    throw new TemplateError(`Stack ${stack.name} imports ${wanted}, which no stack exports.`);
  }

  function substitute(stack: Stack, argument: unknown): string {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const own = (variables ?? {}) as Record<string, unknown>;
    return String(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (Object.hasOwn(own, name)) return String(walk(stack, own[name]));
      return String(name.includes('.') ? attribute(stack, name) : reference(stack, name));
    });
  }

  function condition(stack: Stack, name: string): boolean {
    if (!Object.hasOwn(stack.template.Conditions, name)) {
      throw new TemplateError(`Stack ${stack.name} has no condition ${name}.`);
    }
    return Boolean(walk(stack, stack.template.Conditions[name]));
  }

  function list(stack: Stack, value: unknown): unknown[] {
    const resolved = walk(stack, value);
    return Array.isArray(resolved) ? resolved : [resolved];
  }

  function intrinsic(stack: Stack, name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return reference(stack, String(argument));
      case 'Fn::GetAtt':
        return attribute(stack, argument);
      case 'Fn::Sub':
        return substitute(stack, argument);
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return list(stack, parts).map(String).join(separator);
      }
      case 'Fn::Select': {
        const [index, from] = argument as [unknown, unknown];
        return list(stack, from)[Number(walk(stack, index))];
      }
      case 'Fn::Split': {
        const [separator, text] = argument as [string, unknown];
        return String(walk(stack, text)).split(separator);
      }
      case 'Fn::ImportValue':
        return importValue(stack, argument);
      case 'Fn::GetStackOutput': {
        const wanted = argument as { StackName: unknown; OutputName: unknown };
        return crossStackOutput(stack, String(walk(stack, wanted.StackName)), String(wanted.OutputName));
      }
      case 'Fn::FindInMap': {
        const [map, first, second] = list(stack, argument).map(String) as [string, string, string];
        return stack.template.Mappings[map]?.[first]?.[second];
      }
      case 'Fn::If': {
        const [test, yes, no] = argument as [string, unknown, unknown];
        return walk(stack, condition(stack, test) ? yes : no);
      }
      case 'Fn::Equals': {
        const [left, right] = list(stack, argument);
        return JSON.stringify(left) === JSON.stringify(right);
      }
      case 'Fn::Not':
        return !list(stack, argument)[0];
      case 'Fn::And':
        return list(stack, argument).every(Boolean);
      case 'Fn::Or':
        return list(stack, argument).some(Boolean);
      case 'Condition':
        return condition(stack, String(argument));
      case 'Fn::Base64':
        return Buffer.from(String(walk(stack, argument))).toString('base64');
      case 'Fn::GetAZs':
        return [`${region}a`, `${region}b`];
      case 'Fn::ToJsonString':
        return JSON.stringify(walk(stack, argument));
      case 'Fn::Length':
        return list(stack, argument).length;
      default:
        throw new TemplateError(`Stack ${stack.name} uses ${name}, which the local runtime cannot work out.`);
    }
  }

  function crossStackOutput(stack: Stack, stackName: string, outputName: string): unknown {
    const other = stacks.find((candidate) => candidate.name === stackName);
    const output = other?.template.Outputs[outputName];
    if (other === undefined || output === undefined) {
      throw new TemplateError(`Stack ${stack.name} reads output ${outputName} of ${stackName}: not there.`);
    }
    return walk(other, output.Value);
  }

  function walk(stack: Stack, value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => walk(stack, item)).filter((item) => item !== NO_VALUE);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) {
      const [key, argument] = first;
      // `Condition` is also a property of IAM statements; only its string form is the intrinsic.
      if (key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string')) {
        return intrinsic(stack, key, argument);
      }
    }
    const result: Record<string, unknown> = {};
    for (const [key, item] of entries) {
      const resolved = walk(stack, item);
      if (resolved !== NO_VALUE) result[key] = resolved;
    }
    return result;
  }

  return {
    resolve: (stack, value) => {
      const resolved = walk(stack, value);
      return resolved === NO_VALUE ? undefined : resolved;
    },
    condition,
    outputs: (stack) => {
      const result: Record<string, string> = {};
      for (const [name, output] of Object.entries(stack.template.Outputs)) {
        if (output.Condition !== undefined && !condition(stack, output.Condition)) continue;
        result[name] = String(walk(stack, output.Value));
      }
      return result;
    },
  };
}
