# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The templates for Windows administrators, beside the program that reads the values."""
import re
import unittest
import xml.etree.ElementTree as xml

from staged import PACKAGING, SOURCE

POLICIES = PACKAGING / "windows/policies"
SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
LANGUAGES = ["de-DE", "en-US"]


class Templates(unittest.TestCase):
    def setUp(self):
        self.text = (POLICIES / "stadtskizze.admx").read_text()
        self.root = xml.fromstring(self.text)

    def resources(self, language, kind):
        root = xml.parse(POLICIES / language / "stadtskizze.adml").getroot()
        return {node.get("id"): node for node in root.iter(SPACE + kind)}

    def test_every_text_is_there_in_both_languages_and_no_other(self):
        used = set(re.findall(r"\$\(string\.(\w+)\)", self.text))
        for language in LANGUAGES:
            strings = self.resources(language, "string")
            self.assertEqual(used, set(strings), language)
            self.assertTrue(all(node.text.strip() for node in strings.values()))

    def test_every_field_is_shown_in_both_languages(self):
        for language in LANGUAGES:
            shown = self.resources(language, "presentation")
            for policy in self.root.iter(SPACE + "policy"):
                elements = policy.find(SPACE + "elements")
                fields = {node.get("id") for node in elements} if elements is not None else set()
                name = re.findall(r"\$\(presentation\.(\w+)\)", policy.get("presentation", ""))
                self.assertEqual(bool(fields), bool(name))
                if name:
                    self.assertEqual(fields, {node.get("refId") for node in shown[name[0]]}, language)

    def test_the_program_reads_exactly_what_the_templates_write(self):
        written = {node.get("valueName") for node in self.root.iter() if node.get("valueName")}
        code = (SOURCE / "app/sources/policy.cpp").read_text()
        read = set(re.findall(r'QStringLiteral\("([A-Z]\w+)"\)', code))
        self.assertEqual(written, read)
        keys = {node.get("key") for node in self.root.iter(SPACE + "policy")}
        self.assertEqual({"SOFTWARE\\Policies\\Stadtskizze"}, keys)
        self.assertIn('"HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Policies\\\\Stadtskizze"', code)

    def test_the_proxy_modes_are_those_of_the_program(self):
        modes = {node.text for node in self.root.iter(SPACE + "string")}
        self.assertEqual({"system", "none", "manual"}, modes)
