/**
 * The backend {@code opencl}: {@link io.tomodrift.projectors.device.Device} by the calls of OpenCL
 * 1.2, and nothing else. A device of type CPU is for checking results, not for speed, and is chosen
 * by name only.
 *
 * <p><b>Signals.</b> LLVM, with which PoCL compiles, replaces the process's handler of SIGSEGV when
 * its devices are first asked for and again with each kernel. Java takes its safepoints by that
 * signal, and LLVM's handler is one that the system removes on delivery, until it has put Java's
 * back: two threads that come to a safepoint at once end the process, with exit code 139 and no
 * error file. Programs of their own that may meet PoCL are therefore started with {@code
 * LD_PRELOAD=$JAVA_HOME/lib/libjsig.so}, which leaves Java's handler in place; the script {@code
 * tomodrift} does so.
 */
package io.tomodrift.projectors.opencl;
