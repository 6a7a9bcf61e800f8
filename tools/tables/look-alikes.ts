/**
 * Look-alikes that UTS #39 lacks or reads differently from how sellers use them, as `target: characters`.
 * A character listed here wins over every other source, before lower-casing.
 */
export const lookAlikes: readonly (readonly [target: string, characters: string])[] = [
  ['a', 'ᴀɐɑαΑАаΛΔ△▲∀🅐🅰ⒶꓮᎪ'],
  ['b', 'ʙßβΒВвЬьъƁɓ฿🅑🅱₿ᏴᏼɃƀ'],
  ['c', 'ᴄςСсҪҫϲ¢©ƇƈȻȼ🅒🅲Ꮯ'],
  ['d', 'ᴅԀԁÐðĐđƉƊɗɖ🅓🅳Ꭰδ'],
  ['e', 'ᴇεΕЕеЄєЭэΣξΞ€ɛƐǝƎəɘ∈🅔🅴ᎬҼҽɆɇ'],
  ['f', 'ꜰƑƒϜғҒ🅕🅵ſ'],
  ['g', 'ɢɡƓɠԌԍ🅖🅶ᏀǤǥ'],
  ['h', 'ʜΗНнһҺԊԋңҢĦħ🅗🅷Ꮋɥ'],
  ['i', 'ɪıΙιІіɩΪї🅘🅸Ꭵ¡ꙇӀӏ'],
  ['j', 'ᴊЈјϳɈɉ🅙🅹Ꭻ'],
  ['k', 'ᴋΚκКкҚқԞԟƘƙĸ🅚🅺Ꮶ'],
  ['l', 'ʟŁłƚɫɭℓ🅛🅻Ꮮ£ⱠⱢ'],
  ['m', 'ᴍΜМмɱʍ🅜🅼Ꮇ₥Ϻϻ'],
  ['n', 'ɴΝηПпπИиЛлŊŋƝɲɳռ🅝🅽₦'],
  ['o', 'ᴏΟοОоσθΘФфφΦөӨØø◯○●⭕🅞🅾օՕ☉'],
  ['p', 'ᴘΡρРрþÞҎҏƤƥ🅟🅿Ꮲ₱'],
  ['q', 'ԚԛɊɋʠ🅠🆀ϙ'],
  ['r', 'ʀЯяГгɹɾɽɼ🅡🆁Ꮢᖇ'],
  ['s', 'ꜱЅѕʂƧƨ§🅢🆂Ꮪ'],
  ['t', 'ᴛΤτТтŦŧƬƭʈʇ†🅣🆃Ꭲ₮'],
  ['u', 'ᴜμυЦцʉɄʊƲ🅤🆄∪Ս'],
  ['v', 'ᴠνѴѵʋɅʌ√∨🅥🆅Ꮩ'],
  ['w', 'ᴡωШшЩщԜԝɯƜΩѡѠ₩🅦🆆Ꮃ'],
  ['x', 'χΧХхҲҳ×✕✖❌🅧🆇'],
  ['y', 'ʏγΥУуҮүҰұλ¥ɣɎɏƳƴ🅨🆈'],
  ['z', 'ᴢΖζƵƶʐʑ🅩🆉Ꮓ'],
  ['3', 'ЗзƷʒӠӡ'],
  ['4', 'Чч'],
  ['6', 'б'],
  // Syllable signs drawn like characters (格カ), and characters written for others of the same meaning or drawing.
  ['力', 'カ'],
  ['二', 'ニ'],
  ['工', 'エ'],
  ['卜', 'ト'],
  ['夕', 'タ'],
  ['口', 'ロ'],
  ['果', '菓'],
  ['的', '旳'],
  ['牛', '犇'],
  ['bl', 'Ыы'],
  ['io', 'Юю'],
];

/** Ranges of letters drawn as signs: the first code point stands for the first letter. */
export const letterRuns: readonly (readonly [first: number, letters: string])[] = [
  [0x1f150, 'abcdefghijklmnopqrstuvwxyz'],
  [0x1f170, 'abcdefghijklmnopqrstuvwxyz'],
  [0x1f1e6, 'abcdefghijklmnopqrstuvwxyz'],
  [0x2776, '123456789'],
  [0x2780, '123456789'],
  [0x278a, '123456789'],
  [0x24f5, '123456789'],
];

/** Marks of registration stand beside a name and say nothing else. */
export const droppedSigns = '®™℠';
