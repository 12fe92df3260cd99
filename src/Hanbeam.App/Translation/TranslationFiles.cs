using System.Globalization;
using System.Text;
using System.Text.Json;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Plots;

namespace Hanbeam.App.Translation;

/// <summary>The files of a translation: translation.json, curve.csv and curve.png.</summary>
internal static class TranslationFiles
{
    private const string Header = "from_GyRBE_per_fraction,to_GyRBE_per_fraction,to_low_GyRBE,to_high_GyRBE,factor,physical_Gy,let_keV_um";

    /// <summary>Fills a folder.</summary>
    public static void Write(OutputFolder folder, TranslationDocument document)
    {
        File.WriteAllText(folder.PathOf("translation.json"), JsonSerializer.Serialize(document, JsonText.Options) + "\n");
        File.WriteAllText(folder.PathOf("curve.csv"), Csv(document));
        using var picture = File.Create(folder.PathOf("curve.png"));
        TranslationPlot.Write(picture, document);
    }

    private static string Csv(TranslationDocument document)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# hanbeam-translation-curve/1: {document.From} to {document.To}, {document.Region}\n{Header}\n");
        foreach (var dose in document.Curve)
            text.Append(CultureInfo.InvariantCulture, $"{dose.FromGyRbe:0.##},{dose.ToGyRbe:F4},{dose.LowGyRbe:F4},{dose.HighGyRbe:F4},{dose.Factor:F4},{dose.PhysicalGy:F4},{dose.LetKeVPerUm:F2}\n");
        return text.ToString();
    }
}
