// A script of its own, the larger half of all that the page loads: the rest works while it arrives.
import source from 'layout-worker-source';
import { publishLayoutSource } from './layout-source.ts';

publishLayoutSource(source);
