package io.consentry.consent.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consentry.kit.json.EventJson;

/** What the names in a receipt mean. It stands in every receipt, so that nothing needs to be fetched to read one. */
final class JsonLdContext {

    /** Never changed by whoever uses it. */
    static final ObjectNode NODE = EventJson.read("""
            {"dct":"http://purl.org/dc/terms/",
             "dpv":"https://w3id.org/dpv#",
             "loc":"https://w3id.org/dpv/loc#",
             "pd":"https://w3id.org/dpv/pd#",
             "rdf":"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
             "skos":"http://www.w3.org/2004/02/skos/core#",
             "spdx":"http://spdx.org/rdf/terms#",
             "xsd":"http://www.w3.org/2001/XMLSchema#",
             "consentry":"urn:consentry:term:",
             "dct:conformsTo":{"@type":"@id"},
             "dct:created":{"@type":"xsd:dateTime"},
             "dct:creator":{"@type":"@id"},
             "dpv:hasContact":{"@type":"@id"},
             "dpv:hasDataController":{"@type":"@id"},
             "dpv:hasEntity":{"@container":"@id"},
             "dpv:hasJurisdiction":{"@type":"@id"},
             "dpv:hasLegalBasis":{"@type":"@id"},
             "dpv:hasPersonalData":{"@type":"@id"},
             "dpv:hasProcessing":{"@type":"@id"},
             "dpv:hasRecipient":{"@type":"@id"},
             "dpv:isExercisedAt":{"@type":"@id"},
             "dpv:isIndicatedAtTime":{"@type":"xsd:dateTime"},
             "dpv:isIndicatedBy":{"@type":"@id"},
             "skos:broader":{"@type":"@id"},
             "spdx:algorithm":{"@type":"@id"}}""", ObjectNode.class);

    private JsonLdContext() {}
}
