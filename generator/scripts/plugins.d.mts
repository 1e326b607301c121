import type { Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vite';

export declare function compileTemplate(file: string, options?: { checked?: boolean }): string;
export declare function readFolder(folder: 'runtime' | 'scaffold', target: string): Record<string, string>;
export declare function esbuildPlugin(): EsbuildPlugin;
export declare function vitePlugin(options?: { checked?: boolean }): VitePlugin;
