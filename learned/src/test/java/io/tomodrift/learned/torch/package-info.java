/** Tests of the tensor engine's rules. */
package io.tomodrift.learned.torch;
