// The cluster query language of memberOf constraints, compiled once per expression: attributes, groups, comparisons, and, or, not.

/** What an expression can ask of a container instance; undefined where it does not have the subject. */
export interface ExpressionSubjects {
  /** `subject` is for example `attribute:stack`, `agentConnected`, `ec2InstanceId` or `runningTasksCount`. */
  valueOf(subject: string): string | undefined;
  /** Whether a task of `group` (`service:NAME` or `family:NAME`) runs there. */
  hasTaskOf(group: string): boolean;
}

/** Tells whether a container instance satisfies an expression. */
export type Predicate = (subjects: ExpressionSubjects) => boolean;

const compiled = new Map<string, Predicate>();

/**
 * The predicate for `expression`, for example `attribute:stack == prod and attribute:ecs.instance-type =~ t2.*`.
 * Throws a SyntaxError that says where the expression cannot be read.
 */
export function compileExpression(expression: string): Predicate {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const predicate = parse(tokensOf(expression), expression);
  compiled.set(expression, predicate);
  return predicate;
}

function tokensOf(expression: string): string[] {
  return expression.match(/"[^"]*"|'[^']*'|&&|\|\||[=!<>]=|=~|!~|[()[\],<>!]|[^\s()[\],=!<>&|]+/g) ?? [];
}

function parse(tokens: string[], expression: string): Predicate {
  let position = 0;
  const fail = (wanted: string): never => {
    const found = tokens[position] ?? 'the end';
    throw new SyntaxError(`Invalid constraint expression: ${expression}: expected ${wanted}, found ${found}`);
  };
  const accept = (...texts: string[]): boolean => {
    const token = tokens[position];
    if (token === undefined || !texts.includes(token)) return false;
    position += 1;
    return true;
  };
  const word = (wanted: string): string => {
    const token = tokens[position];
    if (token === undefined || /^[()[\],]$/.test(token)) return fail(wanted);
    position += 1;
    return token.replace(/^(["'])(.*)\1$/, '$2');
  };
  const list = (): string[] => {
    if (!accept('[')) fail('[');
    const values = [word('a value')];
    while (accept(',')) values.push(word('a value'));
    if (!accept(']')) fail(']');
    return values;
  };
  const either = (): Predicate => {
    let left = both();
    while (accept('or', '||')) left = anyOf(left, both());
    return left;
  };
  const both = (): Predicate => {
    let left = single();
    while (accept('and', '&&')) left = allOf(left, single());
    return left;
  };
  const single = (): Predicate => {
    if (accept('not', '!')) return negated(single());
    if (accept('(')) {
      const inner = either();
      if (!accept(')')) fail(')');
      return inner;
    }
    return comparison(word('a subject such as attribute:NAME'));
  };
  const comparison = (subject: string): Predicate => {
    if (accept('exists')) return subjects => subjects.valueOf(subject) !== undefined;
    if (accept('not_exists')) return subjects => subjects.valueOf(subject) === undefined;
    if (accept('in')) return isAmong(subject, list());
    if (accept('not_in')) return negated(isAmong(subject, list()));
    if (accept('!')) {
      if (accept('in')) return negated(isAmong(subject, list()));
      if (accept('exists')) return subjects => subjects.valueOf(subject) === undefined;
      return fail('in or exists');
    }
    if (accept('==', 'equals')) return equals(subject, word('a value'));
    if (accept('!=', 'not_equals')) return negated(equals(subject, word('a value')));
    if (accept('=~', 'matches')) return matches(subject, pattern(word('a pattern'), expression));
    if (accept('!~', 'not_matches')) return negated(matches(subject, pattern(word('a pattern'), expression)));
    if (accept('>=', 'greater_than_equal')) return ordered(subject, word('a number'), difference => difference >= 0);
    if (accept('<=', 'less_than_equal')) return ordered(subject, word('a number'), difference => difference <= 0);
    if (accept('>', 'greater_than')) return ordered(subject, word('a number'), difference => difference > 0);
    if (accept('<', 'less_than')) return ordered(subject, word('a number'), difference => difference < 0);
    return fail('an operator');
  };
  const predicate = either();
  return position === tokens.length ? predicate : fail('and, or, or the end');
}

function allOf(left: Predicate, right: Predicate): Predicate {
  return subjects => left(subjects) && right(subjects);
}

function anyOf(left: Predicate, right: Predicate): Predicate {
  return subjects => left(subjects) || right(subjects);
}

function negated(inner: Predicate): Predicate {
  return subjects => !inner(subjects);
}

function equals(subject: string, value: string): Predicate {
  if (subject === 'task:group') return subjects => subjects.hasTaskOf(value);
  return subjects => subjects.valueOf(subject) === value;
}

function isAmong(subject: string, values: readonly string[]): Predicate {
  if (subject === 'task:group') return subjects => values.some(value => subjects.hasTaskOf(value));
  return subjects => values.includes(subjects.valueOf(subject) ?? '');
}

function matches(subject: string, expected: RegExp): Predicate {
  return subjects => expected.test(subjects.valueOf(subject) ?? '');
}

function ordered(subject: string, value: string, holds: (difference: number) => boolean): Predicate {
  return subjects => {
    const found = subjects.valueOf(subject);
    return found !== undefined && holds(compare(found, value));
  };
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en', {numeric: true});
}

function pattern(source: string, expression: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`);
  } catch (error) {
    throw new SyntaxError(`Invalid constraint expression: ${expression}: ${source} is no pattern`, {cause: error});
  }
}
