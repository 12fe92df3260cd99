using Hanbeam.App.Output;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Translation;

namespace Hanbeam.App.Translation;

/// <summary>From radiation qualities to the answer of <c>rbe translate</c>.</summary>
internal static class TranslationBuilder
{
    // Doses of the curve: fine enough for a reader to interpolate by eye, far enough for every prescription but those of one or two fractions.
    private const double StepGyRbe = 0.2;
    private const double LeastEndGyRbe = 6;

    /// <summary>Translates a dose in every setting and along a curve.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="settings">The settings, each with its points.</param>
    /// <param name="assumptions">What the settings rest on.</param>
    public static TranslationDocument Build(TranslationRequest request, IReadOnlyList<(string Name, IReadOnlyList<RadiationQuality> Points)> settings, IEnumerable<string> assumptions)
    {
        var (from, to) = (request.From, request.To);
        var fraction = request.TotalGyRbe / request.Fractions;
        var translator = new DoseTranslator(from, to);
        TranslatedSetting[] each = [.. settings.Select(setting => new TranslatedSetting(setting.Name, translator.Translate(fraction, setting.Points)))];
        var means = each.Select(setting => setting.Dose.ToGyRbe).Order().ToArray();
        var answer = 0.5 * (means[(means.Length - 1) / 2] + means[means.Length / 2]);
        RadiationQuality[] all = [.. settings.SelectMany(setting => setting.Points)];
        var end = Math.Max(LeastEndGyRbe, 1.5 * fraction);
        return new TranslationDocument
        {
            Hanbeam = AppVersion.Text,
            From = from.Name,
            To = to.Name,
            Protocol = request.Protocol?.Name,
            Region = request.Region,
            Fractions = request.Fractions,
            FromGyRbe = request.TotalGyRbe,
            FromPerFractionGyRbe = fraction,
            ToGyRbe = answer * request.Fractions,
            ToPerFractionGyRbe = answer,
            Factor = answer / fraction,
            LowPerFractionGyRbe = each.Length == 1 ? each[0].Dose.LowGyRbe : means[0],
            HighPerFractionGyRbe = each.Length == 1 ? each[0].Dose.HighGyRbe : means[^1],
            Settings = each,
            Curve = [.. Enumerable.Range(1, (int)Math.Ceiling(end / StepGyRbe)).Select(n => translator.Translate(n * StepGyRbe, all))],
            Assumptions = [.. ProtocolScale(request), .. assumptions, "The physical dose is what stays the same: the answer says what the other model calls it, not that both models are right, nor that tissues agree."],
            Warnings = [.. Warnings(from, fraction), .. Warnings(to, answer)],
        };
    }

    private static IEnumerable<string> ProtocolScale(TranslationRequest request)
    {
        if (request.Protocol is { } protocol) yield return $"The protocol {protocol.Name} ({protocol.Centre}) is told on the scale {protocol.RbeModel}; {protocol.Source}; {protocol.Status}.";
    }

    private static IEnumerable<string> Warnings(IRbeModel model, double fractionGyRbe)
    {
        if (model.Validity.Warning(model.Name, fractionGyRbe) is { } warning) yield return warning;
    }
}
