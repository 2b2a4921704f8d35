/**
 * The loops of the backend {@code cpu} written with the Vector API, found under the id {@code simd}
 * where the virtual machine was started with {@code --add-modules jdk.incubator.vector}. Everything
 * else of that backend is used as it is.
 */
package io.tomodrift.projectors.simd;
