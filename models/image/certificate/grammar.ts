/** Rules a value must fit before it is believed, with the slips of reading undone where only one reading is possible. */

const digitLookAlikes: Record<string, string> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  〇: '0',
  零: '0',
  I: '1',
  l: '1',
  '|': '1',
  i: '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
  g: '9',
  q: '9',
};

/** Letters where only digits can stand become the digits they look like. */
export function asDigits(text: string): string {
  return text.replace(/[OoQDIl|i!ZzSsBgq〇零]/g, (character) => digitLookAlikes[character] ?? character);
}

const codeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Whether 18 characters are a unified social credit code with the right check character (GB 32100-2015). */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += codeAlphabet.indexOf(text[i] as string) * (codeWeights[i] as number);
  return codeAlphabet[(31 - (sum % 31)) % 31] === text[17];
}

/** The credit code in a text, repairing letters the code's alphabet does not have; undefined unless it checks out. */
export function creditCodeIn(text: string): string | undefined {
  const compact = text
    .toUpperCase()
    .replace(/[\s·.\-—]/g, '')
    .replace(/O/g, '0')
    .replace(/[I|]/g, '1')
    .replace(/Z/g, '2')
    .replace(/S/g, '5');
  for (let i = 0; i + 18 <= compact.length; i++) {
    const candidate = compact.slice(i, i + 18);
    if (!/^[1-9AN]\d/.test(candidate) || !/^.{2}\d{6}/.test(candidate)) continue;
    for (const reading of [
      candidate,
      candidate.replace(/B/g, '8'),
      candidate.replace(/(?<=^.{8,}).*/, (tail) => tail.replace(/V/g, 'Y')),
    ])
      if (isCreditCode(reading)) return reading;
  }
  return undefined;
}

/** Shapes of numbers on Chinese certificates; digits inside are repaired before matching. */
const numberShapes: readonly RegExp[] = [
  // 医疗器械注册管理办法(2021)第114条: 注册证编号; 备案编号
  /[国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][\u4e00-\u9fa5]{0,4}械(?:注[准进许]|备)\d{8,11}(?:号)?/,
  /[\u4e00-\u9fa5]{1,4}(?:食药监)?械(?:经营|生产|网络|网)?(?:许|备|销备字?|经营许|经营备)?[(（]?\d{4}[)）]?第?\d{3,9}号?/,
  // 药品注册管理办法(2020)第123条: 批准文号
  /国药(?:准字[A-Z]{1,2}\d{8,10}|试字[A-Z]\d{8})/,
  // 保健食品注册与备案管理办法: 注册号、备案号
  /(?:国食健[注字][GJ]?\d{8}|食健备[GJ]\d{12}|卫食健字[(（]?\d{4}[)）]?第?\d{3,5}号|国食注字[A-Z]{2}\d{8})/,
  // 化妆品注册备案管理办法(2021)第59条
  /国妆特[字进]?(?:制字|[字])?[GJ]?\d{8,10}/,
  /国妆[备网][\u4e00-\u9fa5]{0,2}(?:进)?字?[(（]?[\u4e00-\u9fa5]?[)）]?\d{8,12}/,
  /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]G妆网备字\d{10}/,
  /[国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]妆\d{8}/,
  // 食品经营/生产许可证: 字母 + 14 位
  /(?:JY|SC|YB|XK)[-\d]{11,18}/,
  // 强制性产品认证证书: 15-16 digits
  /\b20\d{13,14}\b/,
  /第\s?\d{6,9}[A-Z]?号/,
];

/** 第48213907号 is the number 48213907 (商标注册证). */
const ordinal = /^第(\d{6,9}[A-Z]?)号$/;

/** Number-shaped text, repaired; with a label before it, any compact run of letters and digits will do. */
export function numberIn(text: string, labelled: boolean): { value: string; sure: boolean } | undefined {
  const code = creditCodeIn(text);
  if (code) return { value: code, sure: true };
  const compact = text.replace(/\s+/g, '').replace(/[（]/g, '(').replace(/[）]/g, ')');
  for (const reading of [compact, repairRuns(compact)]) {
    for (const shape of numberShapes) {
      const match = shape.exec(reading);
      if (match) return { value: match[0].replace(ordinal, '$1'), sure: true };
    }
  }
  if (!labelled) return undefined;
  // A credit code whose check character is wrong, with whatever stood beside it on the line.
  const code18 = /^[:：]?([1-9AN]\d{7}[0-9A-Z]{10})(?!\d)/.exec(repairRuns(compact))?.[1];
  if (code18) return { value: code18, sure: false };
  const run = /^[:：]?([A-Za-z0-9\u4e00-\u9fa5()\-—–/〔〕[\].·]{5,40})/.exec(repairRuns(compact))?.[1];
  const digits = run?.replace(/\D/g, '').length ?? 0;
  return run && digits >= 5 ? { value: run.replace(/[.·]+$/, ''), sure: false } : undefined;
}

/** Look-alikes between digits, or after a Chinese character and before a digit, are digits. */
function repairRuns(text: string): string {
  let before: string;
  let after = text;
  do {
    before = after;
    after = before.replace(
      /(?<=\d)[OoQIl|!ZSBgq〇](?=\d|$|[\u4e00-\u9fa5号])|(?<=[\u4e00-\u9fa5])[Oo|!l](?=\d)/g,
      asDigits,
    );
  } while (after !== before);
  return after;
}

const openEnded = /长期|永久|无固定期限/;
const dateShape = /(\d{4})[年.\-/—\s]{1,2}(\d{1,2})[月.\-/—\s]{1,2}(\d{1,2})(?!\d)(日?)/g;

/** Every valid date in a text as YYYY-MM-DD, in order. */
export function datesIn(text: string): string[] {
  const repaired = asDigits(text.replace(/[曰目]/g, '日').replace(/\s+/g, ''))
    .replace(/(\d{4})[午牛生](?=\d)/g, '$1年')
    .replace(/(\d)[用](?=\d)/g, '$1月');
  const dates: string[] = [];
  for (const [, year, month, day = '', end] of repaired.matchAll(dateShape)) {
    // 2027.08.3: a form that writes 08 writes 03; a digit was lost.
    if (month?.startsWith('0') && day.length === 1 && end === '') continue;
    const [y, m, d] = [Number(year), Number(month), Number(day)];
    const days = new Date(Date.UTC(y, m, 0)).getUTCDate();
    if (y >= 1950 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= days)
      dates.push(`${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
  }
  return dates;
}

/** The end of a period: 长期, or the last date named (从 … 至 …). */
export function endOfPeriod(text: string): string | undefined {
  const dates = datesIn(text);
  if (openEnded.test(text)) return '长期';
  return dates.at(-1);
}

/** A company or product name: mostly Chinese or words, trimmed of marks. */
export function nameIn(text: string): string | undefined {
  const value = text
    .replace(/^[:：;；,，.。\s|_—"'“”‘’「」=-]+|[\s|_;；,，。:："'“”‘’]+$/g, '')
    .replace(/[(]/g, '（')
    .replace(/[)]/g, '）');
  const letters = value.replace(/[^\u4e00-\u9fa5A-Za-z]/g, '').length;
  return letters >= 2 && letters >= value.length * 0.5 ? value.slice(0, 80) : undefined;
}

/** Whether a name ends as a business does; such a reading is complete. */
export function isBusinessName(text: string): boolean {
  return /(?:公司|厂|店|行|部|中心|合作社|集团|工作室|商行|超市|门市|经营部|药房|Ltd\.?|Inc\.?|GmbH|Co\.?)$/i.test(
    text.replace(/）$/, ''),
  );
}
