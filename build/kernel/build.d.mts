/** The compiled kernel. */
export declare function compileKernel(): Promise<Uint8Array>
/** The text of the module that carries it. */
export declare function moduleOf(binary: Uint8Array): string
