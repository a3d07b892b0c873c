package org.jamesdesk.benchmarks.desk;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Changes {@code mailetcontainer.xml} so that mail for the desk is accepted and queued as before and then thrown away:
 * what no desk behind this James can be faster than.
 */
public final class DiscardingConfiguration {
    private static final String DESK_RECIPIENTS = "org.jamesdesk.mailets.IsDeskRecipient";

    private DiscardingConfiguration() {}

    /** @throws IllegalArgumentException when the file does not send desk mail anywhere */
    public static void writeInto(Path mailetContainer) throws IOException {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(mailetContainer.toFile());
            discardDeskMail(document);
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(mailetContainer.toFile()));
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new IOException(mailetContainer + " cannot be changed: " + e.getMessage(), e);
        }
    }

    private static void discardDeskMail(Document document) {
        NodeList mailets = document.getElementsByTagName("mailet");
        int changed = 0;
        for (int i = 0; i < mailets.getLength(); i++) {
            Element mailet = (Element) mailets.item(i);
            if (mailet.getAttribute("match").equals(DESK_RECIPIENTS)) {
                mailet.setAttribute("class", "Null");
                NodeList processors = mailet.getElementsByTagName("processor");
                while (processors.getLength() > 0) {
                    mailet.removeChild(processors.item(0));
                }
                changed++;
            }
        }
        if (changed == 0) {
            throw new IllegalArgumentException("no mailet has the matcher " + DESK_RECIPIENTS);
        }
    }
}
