import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);

/** Registers a Chinese font for drawing; returns its family name. */
export function chineseFont(weight: '400Regular' | '700Bold' = '400Regular'): string {
  const family = `Noto Sans SC ${weight}`;
  if (!GlobalFonts.has(family))
    GlobalFonts.registerFromPath(
      require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`),
      family,
    );
  return family;
}
