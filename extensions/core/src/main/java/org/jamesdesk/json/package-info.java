/** JSON that people write: read strictly, with mistakes explained. */
package org.jamesdesk.json;
