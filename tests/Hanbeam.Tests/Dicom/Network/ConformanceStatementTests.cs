using System.Text.RegularExpressions;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>docs/dicom-conformance.md says what the code does.</summary>
public sealed partial class ConformanceStatementTests
{
    // All terms of PS3.3 tables C.12-2 to C.12-5.
    private static readonly string[] StandardTerms =
    [
        "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 144", "ISO_IR 127", "ISO_IR 126", "ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13", "ISO_IR 166",
        "ISO 2022 IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159", "ISO 2022 IR 149", "ISO 2022 IR 58", "ISO_IR 192", "GB18030", "GBK",
    ];

    private static readonly string[] Lines = File.ReadAllLines(SourceTree.Path("docs", "dicom-conformance.md"));

    [Fact]
    public void Statement_CreatedClasses_AreThoseThatAreWritten()
    {
        using var folder = new TemporaryFolder();
        var written = WrittenPlan.Write(folder.Path).Select(path => DicomFile.Read(path).DataSet.Text(DicomTags.SOPClassUID)).Distinct();
        Assert.Equal(written.Order(), Rows("| created SOP class").Select(cells => cells[1]).Order());
    }

    [Fact]
    public void Statement_SopClasses_AreThoseOfTheNetwork()
    {
        var classes = Rows("| SOP class").ToList();
        Assert.All(classes, cells => Assert.Equal("yes", cells[2]));
        Assert.Equal(StorageClasses.Received.Select(entry => (entry.Name, entry.Uid)).Prepend(("Verification", DicomUids.Verification)), classes.Where(cells => cells[3] == "yes").Select(cells => (cells[0], cells[1])));
        Assert.Equal([DicomUids.StudyRootFind, DicomUids.StudyRootMove], classes.Where(cells => cells[3] == "no").Select(cells => cells[1]));
    }

    [Fact]
    public void Statement_TransferSyntaxes_AreThoseThatAreNegotiated()
    {
        Assert.Equal(DataSetCoding.Uncompressed, Rows("| proposed transfer syntax").Select(cells => cells[1]));
        Assert.Equal(StorageClasses.Syntaxes, Rows("| accepted transfer syntax").Select(cells => cells[1]));
        Assert.All(Rows("| accepted transfer syntax"), cells => Assert.StartsWith(cells[0], DicomDictionary.NameOf(cells[1]), StringComparison.Ordinal));
    }

    [Fact]
    public void Statement_Classes_HaveTheirNames() =>
        Assert.All(Rows("| created SOP class").Concat(Rows("| SOP class")), cells => Assert.StartsWith(cells[0].Replace('–', '-'), DicomDictionary.NameOf(cells[1]).Replace("SOP Class", "", StringComparison.Ordinal).Replace('–', '-'), StringComparison.Ordinal));

    [Fact]
    public void Statement_CharacterSets_AreThoseThatAreRead()
    {
        var stated = Rows("| character set").SelectMany(cells => cells[1].Split(", ")).Order().ToList();
        Assert.Equal(StandardTerms.Where(IsRead).Order(), stated);

        // The two double-byte sets of Japan are never in use from the start: an escape sequence names them.
        static bool IsRead(string term) => term switch
        {
            "ISO_IR 192" or "GB18030" or "GBK" => ReferenceEquals(CharacterSet.Find([term]), CharacterSet.Utf8) == (term == "ISO_IR 192"),
            "ISO 2022 IR 87" => CodeElement.OfEscape("$B"u8) is not null,
            "ISO 2022 IR 159" => CodeElement.OfEscape("$(D"u8) is not null,
            _ => CodeElement.OfTerm(term) is not null,
        };
    }

    // Every status that a store is answered with is a constant of StoreStatus; those of queries and of other commands are told in the text.
    [Fact]
    public void Statement_StatusOfStores_AreThoseOfTheCode()
    {
        ushort[] answered =
        [
            StoreStatus.Success, StoreStatus.DuplicateInstance, StoreStatus.InvalidInstance, StoreStatus.ClassNotSupported, StoreStatus.NotAuthorised, StoreStatus.OutOfResources,
            StoreStatus.DataSetDoesNotMatch, StoreStatus.CannotUnderstand,
        ];
        Assert.Equal(answered.Select(status => status.ToString("X4", System.Globalization.CultureInfo.InvariantCulture)), Rows("| status").Select(cells => cells[0]));
    }

    [Fact]
    public void Statement_Numbers_AreThoseOfTheCode()
    {
        var text = string.Join('\n', Lines);
        Assert.Contains($"Implementation class UID {DicomUids.ImplementationClass}", text);
        Assert.Contains($"received: {PduChannel.LongestPdu} bytes", text);
        Assert.Contains($"at most {new StoreProviderSettings().MostAssociations} at once", text);
    }

    // The cells of a table that begins with a heading.
    private static IEnumerable<string[]> Rows(string heading) =>
        Lines.SkipWhile(line => !line.StartsWith(heading + " |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => Cell().Split(line.Trim('|', ' ')).Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex(@"\s*\|\s*")]
    private static partial Regex Cell();
}
