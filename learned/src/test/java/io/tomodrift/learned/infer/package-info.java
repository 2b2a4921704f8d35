/** Tests of inference. */
package io.tomodrift.learned.infer;
