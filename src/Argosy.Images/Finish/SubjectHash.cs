using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Argosy.Images.Finish;

/// <summary>The name under which OpenSSL searches for a certificate in a folder: a hash of its subject.</summary>
/// <remarks>The subject in OpenSSL's canonical form: all texts as UTF-8, ASCII letters in lower case, blanks collapsed,
/// and without the outer sequence; then the first four bytes of its SHA-1, the lowest first.</remarks>
internal static class SubjectHash
{
    // Universal tags of texts: UTF8String, PrintableString, T61String, IA5String, VisibleString, UniversalString,
    // BMPString.
    private static readonly HashSet<int> s_texts = [12, 19, 20, 22, 26, 28, 30];

    /// <summary>Eight hexadecimal digits.</summary>
    public static string Of(X509Certificate2 certificate)
    {
        using var canonical = new MemoryStream();
        var sequence = new AsnReader(certificate.SubjectName.RawData, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            var set = sequence.ReadSetOf();
            using (writer.PushSetOf())
            {
                while (set.HasData) Write(set.ReadSequence(), writer);
            }

            canonical.Write(writer.Encode());
        }

#pragma warning disable CA5350 // OpenSSL's choice; it protects nothing.
        var hash = SHA1.HashData(canonical.ToArray());
#pragma warning restore CA5350
        var number = hash[0] | ((uint)hash[1] << 8) | ((uint)hash[2] << 16) | ((uint)hash[3] << 24);
        return number.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static void Write(AsnReader attribute, AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(attribute.ReadObjectIdentifier());
            var tag = attribute.PeekTag();
            if (tag.TagClass != TagClass.Universal || !s_texts.Contains(tag.TagValue))
                writer.WriteEncodedValue(attribute.ReadEncodedValue().Span);
            else if (tag.TagValue == (int)UniversalTagNumber.UniversalString)
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, Canonical(Wide(attribute)));
            else
                writer.WriteCharacterString(UniversalTagNumber.UTF8String,
                    Canonical(attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue)));
        }
    }

    private static string Wide(AsnReader attribute)
    {
        attribute.TryReadPrimitiveCharacterStringBytes(
            new Asn1Tag(UniversalTagNumber.UniversalString), out var bytes);
        return Encoding.UTF32.GetString(bytes.Span);
    }

    private static string Canonical(string text)
    {
        var words = text.Split([' ', '\t', '\n', '\v', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(string.Join(' ', words).Select(c => char.IsAsciiLetterUpper(c) ? (char)(c + 32) : c));
    }
}
