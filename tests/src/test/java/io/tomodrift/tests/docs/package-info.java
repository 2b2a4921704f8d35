/** The documentation holds what it says. */
package io.tomodrift.tests.docs;
