const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;

/** The text of LICENSE: MIT whole, another licence by its identifier (the file is the user's to complete). */
export function licenseText(license: string, title: string): string {
  const holder = title
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100);
  if (license === 'MIT')
    return `MIT License\n\nCopyright (c) the authors of ${holder === '' ? 'this package' : holder}\n\n${mit}`;
  return `SPDX-License-Identifier: ${license}\n`;
}

/** The licence that the configuration names (`settings.license`), MIT unless given. */
export function licenseOf(settings: Readonly<Record<string, unknown>>): string {
  const given = settings['license'];
  return typeof given === 'string' && /^[\w.+ ()-]{1,60}$/.test(given) ? given : 'MIT';
}
