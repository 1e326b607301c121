/** Suffixes of the variants of the params type of a call that streams when asked to. */
export const streamVariants = ['Base', 'NonStreaming', 'Streaming'] as const;
