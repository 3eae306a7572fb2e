// Jobs of the batch cluster: progress, and the two that test a reader: hostile texts out of pictures, and one line of 10 MB.

import {hostileTexts} from './hostile.ts';
import {isoTime, line, oneIn, type Writer} from './writer.ts';

/** A job that tells how far it is. */
export const progress: Writer = ({random, at, age}) => {
  if (age % 5 !== 0) return [];
  return [line(random, `${isoTime(at)} INFO  processed ${age * 23} items, ${random.integer(0, 3)} skipped`)];
};

/** Thumbnails of pictures that strangers have uploaded: whatever they wrote into them is logged. */
export const imageResize: Writer = moment => {
  const {random, age, at} = moment;
  const text = hostileTexts[Math.floor(age / 3) % hostileTexts.length] ?? '';
  const found = age % 3 === 0 ? [line(random, `${isoTime(at)} INFO  img-${random.integer(1000, 9999)}.jpg comment=${text}`)] : [];
  return [...found, ...(oneIn(random, 4) ? [line(random, `resized img-${random.integer(1000, 9999)}.jpg to 320x240`)] : [])];
};

const hugeLineAt = 20;
const hugeBytes = 10 * 1024 * 1024;

/** Exports of reports; one in four writes the whole report as one line, 20 seconds after it began. */
export const reportExport: Writer = moment => {
  const {age, task} = moment;
  const isHuge = age === hugeLineAt && /^[0-3]/.test(task);
  return isHuge ? [{offset: 500, message: hugeLine()}] : progress(moment);
};

function hugeLine(): string {
  const row = '{"account":"4711","amount":12.50,"currency":"SGD"},';
  return `report=[${row.repeat(Math.ceil(hugeBytes / row.length))}]`;
}

/** A job that cannot sign in, and ends with exit code 1. */
export const invoiceSync: Writer = ({random, at, age}) => {
  const attempt = Math.floor(age / 4) + 1;
  return age % 4 === 0 ? [line(random, `${isoTime(at)} WARN  attempt ${attempt}: invoices.example.com answered 401 Unauthorized`)] : [];
};
