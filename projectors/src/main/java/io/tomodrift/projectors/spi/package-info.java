/**
 * What a compute backend implements. To add one: implement {@link
 * io.tomodrift.projectors.spi.BackendProvider}, name it in {@code
 * META-INF/services/io.tomodrift.projectors.spi.BackendProvider}, and run the contract suite over
 * it.
 */
package io.tomodrift.projectors.spi;
