import { describe, expect, it } from 'vitest';
import { imageFindings } from '../../../models/checks/integrity-images.ts';
import { FACTS, image } from '../marks/support.ts';

const said = (role: string, code: string) => {
  const facts = { ...FACTS, problems: [{ code, value: 9, limit: 5 }] };
  return imageFindings(image(undefined, { role, facts }), 'm1').map((finding) => finding.code);
};

describe('what is wrong with a picture', () => {
  it.each(['main', 'sku'])('a %s picture shows goods: neither a page of text nor a strip', (role) => {
    expect(said(role, 'mostly-text')).toEqual(['integrity.image-text']);
    expect(said(role, 'extreme-aspect')).toEqual(['integrity.image-aspect']);
  });

  it.each(['detail', 'packaging', 'credential'])('a %s picture may be a page, however long', (role) => {
    expect(said(role, 'mostly-text')).toEqual([]);
    expect(said(role, 'extreme-aspect')).toEqual([]);
    expect(said(role, 'blurred')).toEqual(['integrity.image-blurred']);
  });

  it('a blank picture is none of goods, but may be a certificate that was scanned pale', () => {
    expect(said('detail', 'blank')).toEqual(['integrity.image-blank']);
    expect(said('credential', 'blank')).toEqual([]);
  });
});
