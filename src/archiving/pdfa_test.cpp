// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/pdfa.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

std::string pdf(const std::string& metadata, const std::string& more = "") {
  return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Metadata 2 0 R " + more +
         ">>\nendobj\n2 0 obj\n<< /Type /Metadata /Subtype /XML >>\nstream\n" + metadata +
         "\nendstream\nendobj\n%%EOF\n";
}

std::string xmp(const std::string& description) {
  return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description " + description +
         "</rdf:Description></rdf:RDF></x:xmpmeta>";
}

TEST(Pdfa, ClaimsAsElementsAndAsAttributes) {
  const PdfaClaim elements = read_pdfa_claim(
      pdf(xmp("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n<pdfaid:part>2</pdfaid:part>"
              "<pdfaid:conformance> b </pdfaid:conformance>"),
          "/OutputIntents [<< /S /GTS_PDFA1 >>] "));
  EXPECT_EQ(elements.name(), "PDF/A-2B");
  EXPECT_TRUE(elements.output_intent);
  EXPECT_FALSE(elements.encrypted);
  EXPECT_FALSE(elements.scripted);
  const PdfaClaim attributes = read_pdfa_claim(
      pdf(xmp("xmlns:a = 'http://www.aiim.org/pdfa/ns/id/' a:part='1' a:conformance=\"A\">")));
  EXPECT_EQ(attributes.name(), "PDF/A-1A") << "whatever the prefix";
  EXPECT_FALSE(attributes.output_intent);
  EXPECT_EQ(read_pdfa_claim(pdf(xmp("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                                    "pdfaid:part=\"4\">")))
                .name(),
            "PDF/A-4");
}

TEST(Pdfa, ClaimsNothingByItself) {
  EXPECT_FALSE(read_pdfa_claim("%PDF-1.4\n").claimed());
  EXPECT_FALSE(read_pdfa_claim(pdf(xmp("xmlns:dc=\"x\"><dc:part>2</dc:part>"))).claimed());
  EXPECT_FALSE(read_pdfa_claim(pdf(xmp("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                                       "pdfaid:part=\"9\" pdfaid:conformance=\"B\">")))
                   .claimed());
  EXPECT_FALSE(read_pdfa_claim(pdf(xmp("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                                       "pdfaid:part=\"2\">")))
                   .claimed())
      << "part 2 needs a conformance";
}

TEST(Pdfa, SaysWhatItCannotRead) {
  const PdfaClaim packed = read_pdfa_claim(pdf("x\x9c packed bytes"));
  EXPECT_FALSE(packed.claimed());
  EXPECT_TRUE(packed.unreadable);
  EXPECT_FALSE(read_pdfa_claim(pdf(xmp(">"))).unreadable);
}

TEST(Pdfa, SeesWhatNoPdfaHas) {
  const std::string claim =
      xmp("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" pdfaid:part=\"2\" "
          "pdfaid:conformance=\"B\">");
  EXPECT_TRUE(read_pdfa_claim(pdf(claim, "/Encrypt 5 0 R ")).encrypted);
  EXPECT_TRUE(read_pdfa_claim(pdf(claim, "/OpenAction << /S /JavaScript /JS (x) >> ")).scripted);
  EXPECT_FALSE(read_pdfa_claim(pdf(claim, "/JavaScripts 1 ")).scripted);
}

/// Cut off anywhere, it is read without a fault.
TEST(Pdfa, ReadsWhatIsCutOff) {
  const std::string whole =
      pdf(xmp("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" pdfaid:part=\"2\" "
              "pdfaid:conformance='B'>"));
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const std::string cut(whole, 0, length);
    const PdfaClaim claim = read_pdfa_claim(cut);
    EXPECT_TRUE(!claim.claimed() || claim.name() == "PDF/A-2B") << length;
  }
}

}  // namespace
}  // namespace jx
