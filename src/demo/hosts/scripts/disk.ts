// disk-report on a host.

import type {DiskAnswer} from '../../../domain/fleet/answers.ts';
import {type Host, usedBytes} from '../host.ts';
import {freeBytes} from './docker.ts';
import {answered, head, type PlayScript, takes} from './script.ts';

/** disk-report. */
export const diskReport: PlayScript = call => ({
  seconds: takes(call, 1, 4),
  end: () => answered<DiskAnswer>({...head(call, 'looked'), ...report(call.host)}),
});

function report(host: Host): Omit<DiskAnswer, 'ecsdeck' | 'result' | 'system' | 'family'> {
  const percent = Math.min(100, Math.round((usedBytes(host) / host.diskBytes) * 100));
  const inodesPercent = Math.round(percent * 0.3);
  const {usedImages, unusedImages, endedContainers} = host.docker;
  const unusedBytes = unusedImages.reduce((sum, {bytes}) => sum + bytes, 0);
  const imageBytes = host.docker.usedBytes + unusedBytes;
  const reclaimable = `${gigabytes(unusedBytes)} (${Math.round((unusedBytes / Math.max(1, imageBytes)) * 100)}%)`;
  return {
    fileSystems: [`/ ${(host.diskBytes / 1e9).toFixed(1)} GB ${percent}% used ${inodesPercent}% inodes`, '/run 0.4 GB 1% used 1% inodes'],
    fullest: '/',
    fullestPercent: percent,
    inodesPercent,
    freeBytes: freeBytes(host),
    docker: [
      `Images ${usedImages + unusedImages.length} ${gigabytes(imageBytes)} reclaimable ${reclaimable}`,
      `Containers ${usedImages + endedContainers} 0.1GB reclaimable ${gigabytes(endedContainers * 4_000_000)}`,
      'Local Volumes 0 0B reclaimable 0B',
    ],
  };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)}GB`;
}
