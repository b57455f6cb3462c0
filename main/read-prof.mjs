import { createRequire as cr } from "node:module";
const require2 = cr(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf, __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function") for (let key of __getOwnPropNames(from)) !__hasOwnProp.call(to, key) && key !== except && __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target, mod));
var require_ed5 = __commonJS({ "node_modules/xmlchars/xml/1.0/ed5.js"(exports) {
  "use strict";
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.CHAR = `	
\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}`;
  exports.S = ` 	\r
`;
  exports.NAME_START_CHAR = ":A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}";
  exports.NAME_CHAR = "-" + exports.NAME_START_CHAR + ".0-9\xB7\u0300-\u036F\u203F-\u2040";
  exports.CHAR_RE = new RegExp("^[" + exports.CHAR + "]$", "u");
  exports.S_RE = new RegExp("^[" + exports.S + "]+$", "u");
  exports.NAME_START_CHAR_RE = new RegExp("^[" + exports.NAME_START_CHAR + "]$", "u");
  exports.NAME_CHAR_RE = new RegExp("^[" + exports.NAME_CHAR + "]$", "u");
  exports.NAME_RE = new RegExp("^[" + exports.NAME_START_CHAR + "][" + exports.NAME_CHAR + "]*$", "u");
  exports.NMTOKEN_RE = new RegExp("^[" + exports.NAME_CHAR + "]+$", "u");
  var TAB = 9, NL = 10, CR2 = 13, SPACE2 = 32;
  exports.S_LIST = [SPACE2, NL, CR2, TAB];
  function isChar(c) {
    return c >= SPACE2 && c <= 55295 || c === NL || c === CR2 || c === TAB || c >= 57344 && c <= 65533 || c >= 65536 && c <= 1114111;
  }
  exports.isChar = isChar;
  function isS(c) {
    return c === SPACE2 || c === NL || c === CR2 || c === TAB;
  }
  exports.isS = isS;
  function isNameStartChar(c) {
    return c >= 65 && c <= 90 || c >= 97 && c <= 122 || c === 58 || c === 95 || c === 8204 || c === 8205 || c >= 192 && c <= 214 || c >= 216 && c <= 246 || c >= 248 && c <= 767 || c >= 880 && c <= 893 || c >= 895 && c <= 8191 || c >= 8304 && c <= 8591 || c >= 11264 && c <= 12271 || c >= 12289 && c <= 55295 || c >= 63744 && c <= 64975 || c >= 65008 && c <= 65533 || c >= 65536 && c <= 983039;
  }
  exports.isNameStartChar = isNameStartChar;
  function isNameChar(c) {
    return isNameStartChar(c) || c >= 48 && c <= 57 || c === 45 || c === 46 || c === 183 || c >= 768 && c <= 879 || c >= 8255 && c <= 8256;
  }
  exports.isNameChar = isNameChar;
} });
var require_ed2 = __commonJS({ "node_modules/xmlchars/xml/1.1/ed2.js"(exports) {
  "use strict";
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.CHAR = "-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}";
  exports.RESTRICTED_CHAR = "-\b\v\f-\x7F-\x84\x86-\x9F";
  exports.S = ` 	\r
`;
  exports.NAME_START_CHAR = ":A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}";
  exports.NAME_CHAR = "-" + exports.NAME_START_CHAR + ".0-9\xB7\u0300-\u036F\u203F-\u2040";
  exports.CHAR_RE = new RegExp("^[" + exports.CHAR + "]$", "u");
  exports.RESTRICTED_CHAR_RE = new RegExp("^[" + exports.RESTRICTED_CHAR + "]$", "u");
  exports.S_RE = new RegExp("^[" + exports.S + "]+$", "u");
  exports.NAME_START_CHAR_RE = new RegExp("^[" + exports.NAME_START_CHAR + "]$", "u");
  exports.NAME_CHAR_RE = new RegExp("^[" + exports.NAME_CHAR + "]$", "u");
  exports.NAME_RE = new RegExp("^[" + exports.NAME_START_CHAR + "][" + exports.NAME_CHAR + "]*$", "u");
  exports.NMTOKEN_RE = new RegExp("^[" + exports.NAME_CHAR + "]+$", "u");
  var TAB = 9, NL = 10, CR2 = 13, SPACE2 = 32;
  exports.S_LIST = [SPACE2, NL, CR2, TAB];
  function isChar(c) {
    return c >= 1 && c <= 55295 || c >= 57344 && c <= 65533 || c >= 65536 && c <= 1114111;
  }
  exports.isChar = isChar;
  function isRestrictedChar(c) {
    return c >= 1 && c <= 8 || c === 11 || c === 12 || c >= 14 && c <= 31 || c >= 127 && c <= 132 || c >= 134 && c <= 159;
  }
  exports.isRestrictedChar = isRestrictedChar;
  function isCharAndNotRestricted(c) {
    return c === 9 || c === 10 || c === 13 || c > 31 && c < 127 || c === 133 || c > 159 && c <= 55295 || c >= 57344 && c <= 65533 || c >= 65536 && c <= 1114111;
  }
  exports.isCharAndNotRestricted = isCharAndNotRestricted;
  function isS(c) {
    return c === SPACE2 || c === NL || c === CR2 || c === TAB;
  }
  exports.isS = isS;
  function isNameStartChar(c) {
    return c >= 65 && c <= 90 || c >= 97 && c <= 122 || c === 58 || c === 95 || c === 8204 || c === 8205 || c >= 192 && c <= 214 || c >= 216 && c <= 246 || c >= 248 && c <= 767 || c >= 880 && c <= 893 || c >= 895 && c <= 8191 || c >= 8304 && c <= 8591 || c >= 11264 && c <= 12271 || c >= 12289 && c <= 55295 || c >= 63744 && c <= 64975 || c >= 65008 && c <= 65533 || c >= 65536 && c <= 983039;
  }
  exports.isNameStartChar = isNameStartChar;
  function isNameChar(c) {
    return isNameStartChar(c) || c >= 48 && c <= 57 || c === 45 || c === 46 || c === 183 || c >= 768 && c <= 879 || c >= 8255 && c <= 8256;
  }
  exports.isNameChar = isNameChar;
} });
var require_ed3 = __commonJS({ "node_modules/xmlchars/xmlns/1.0/ed3.js"(exports) {
  "use strict";
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.NC_NAME_START_CHAR = "A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}";
  exports.NC_NAME_CHAR = "-" + exports.NC_NAME_START_CHAR + ".0-9\xB7\u0300-\u036F\u203F-\u2040";
  exports.NC_NAME_START_CHAR_RE = new RegExp("^[" + exports.NC_NAME_START_CHAR + "]$", "u");
  exports.NC_NAME_CHAR_RE = new RegExp("^[" + exports.NC_NAME_CHAR + "]$", "u");
  exports.NC_NAME_RE = new RegExp("^[" + exports.NC_NAME_START_CHAR + "][" + exports.NC_NAME_CHAR + "]*$", "u");
  function isNCNameStartChar(c) {
    return c >= 65 && c <= 90 || c === 95 || c >= 97 && c <= 122 || c >= 192 && c <= 214 || c >= 216 && c <= 246 || c >= 248 && c <= 767 || c >= 880 && c <= 893 || c >= 895 && c <= 8191 || c >= 8204 && c <= 8205 || c >= 8304 && c <= 8591 || c >= 11264 && c <= 12271 || c >= 12289 && c <= 55295 || c >= 63744 && c <= 64975 || c >= 65008 && c <= 65533 || c >= 65536 && c <= 983039;
  }
  exports.isNCNameStartChar = isNCNameStartChar;
  function isNCNameChar(c) {
    return isNCNameStartChar(c) || c === 45 || c === 46 || c >= 48 && c <= 57 || c === 183 || c >= 768 && c <= 879 || c >= 8255 && c <= 8256;
  }
  exports.isNCNameChar = isNCNameChar;
} });
var require_saxes = __commonJS({ "node_modules/saxes/saxes.js"(exports) {
  "use strict";
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.SaxesParser = exports.EVENTS = void 0;
  var ed5 = require_ed5(), ed2 = require_ed2(), NSed3 = require_ed3(), isS = ed5.isS, isChar10 = ed5.isChar, isNameStartChar = ed5.isNameStartChar, isNameChar = ed5.isNameChar, S_LIST = ed5.S_LIST, NAME_RE = ed5.NAME_RE, isChar11 = ed2.isChar, isNCNameStartChar = NSed3.isNCNameStartChar, isNCNameChar = NSed3.isNCNameChar, NC_NAME_RE = NSed3.NC_NAME_RE, XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace", XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/", rootNS = { __proto__: null, xml: XML_NAMESPACE, xmlns: XMLNS_NAMESPACE }, XML_ENTITIES = { __proto__: null, amp: "&", gt: ">", lt: "<", quot: '"', apos: "'" }, EOC = -1, NL_LIKE = -2, S_BEGIN = 0, S_BEGIN_WHITESPACE = 1, S_DOCTYPE = 2, S_DOCTYPE_QUOTE = 3, S_DTD = 4, S_DTD_QUOTED = 5, S_DTD_OPEN_WAKA = 6, S_DTD_OPEN_WAKA_BANG = 7, S_DTD_COMMENT = 8, S_DTD_COMMENT_ENDING = 9, S_DTD_COMMENT_ENDED = 10, S_DTD_PI = 11, S_DTD_PI_ENDING = 12, S_TEXT = 13, S_ENTITY = 14, S_OPEN_WAKA = 15, S_OPEN_WAKA_BANG = 16, S_COMMENT = 17, S_COMMENT_ENDING = 18, S_COMMENT_ENDED = 19, S_CDATA = 20, S_CDATA_ENDING = 21, S_CDATA_ENDING_2 = 22, S_PI_FIRST_CHAR = 23, S_PI_REST = 24, S_PI_BODY = 25, S_PI_ENDING = 26, S_XML_DECL_NAME_START = 27, S_XML_DECL_NAME = 28, S_XML_DECL_EQ = 29, S_XML_DECL_VALUE_START = 30, S_XML_DECL_VALUE = 31, S_XML_DECL_SEPARATOR = 32, S_XML_DECL_ENDING = 33, S_OPEN_TAG = 34, S_OPEN_TAG_SLASH = 35, S_ATTRIB = 36, S_ATTRIB_NAME = 37, S_ATTRIB_NAME_SAW_WHITE = 38, S_ATTRIB_VALUE = 39, S_ATTRIB_VALUE_QUOTED = 40, S_ATTRIB_VALUE_CLOSED = 41, S_ATTRIB_VALUE_UNQUOTED = 42, S_CLOSE_TAG = 43, S_CLOSE_TAG_SAW_WHITE = 44, TAB = 9, NL = 10, CR2 = 13, SPACE2 = 32, BANG = 33, DQUOTE = 34, AMP = 38, SQUOTE = 39, MINUS = 45, FORWARD_SLASH = 47, SEMICOLON = 59, LESS3 = 60, EQUAL = 61, GREATER4 = 62, QUESTION = 63, OPEN_BRACKET = 91, CLOSE_BRACKET = 93, NEL = 133, LS = 8232, isQuote = (c) => c === DQUOTE || c === SQUOTE, QUOTES = [DQUOTE, SQUOTE], DOCTYPE_TERMINATOR = [...QUOTES, OPEN_BRACKET, GREATER4], DTD_TERMINATOR = [...QUOTES, LESS3, CLOSE_BRACKET], XML_DECL_NAME_TERMINATOR = [EQUAL, QUESTION, ...S_LIST], ATTRIB_VALUE_UNQUOTED_TERMINATOR = [...S_LIST, GREATER4, AMP, LESS3];
  function nsPairCheck(parser, prefix, uri) {
    switch (prefix) {
      case "xml":
        uri !== XML_NAMESPACE && parser.fail(`xml prefix must be bound to ${XML_NAMESPACE}.`);
        break;
      case "xmlns":
        uri !== XMLNS_NAMESPACE && parser.fail(`xmlns prefix must be bound to ${XMLNS_NAMESPACE}.`);
        break;
      default:
    }
    switch (uri) {
      case XMLNS_NAMESPACE:
        parser.fail(prefix === "" ? `the default namespace may not be set to ${uri}.` : `may not assign a prefix (even "xmlns") to the URI ${XMLNS_NAMESPACE}.`);
        break;
      case XML_NAMESPACE:
        switch (prefix) {
          case "xml":
            break;
          case "":
            parser.fail(`the default namespace may not be set to ${uri}.`);
            break;
          default:
            parser.fail("may not assign the xml namespace to another prefix.");
        }
        break;
      default:
    }
  }
  function nsMappingCheck(parser, mapping) {
    for (let local of Object.keys(mapping)) nsPairCheck(parser, local, mapping[local]);
  }
  var isNCName = (name) => NC_NAME_RE.test(name), isName = (name) => NAME_RE.test(name), FORBIDDEN_START = 0, FORBIDDEN_BRACKET = 1, FORBIDDEN_BRACKET_BRACKET = 2;
  exports.EVENTS = ["xmldecl", "text", "processinginstruction", "doctype", "comment", "opentagstart", "attribute", "opentag", "closetag", "cdata", "error", "end", "ready"];
  var EVENT_NAME_TO_HANDLER_NAME = { xmldecl: "xmldeclHandler", text: "textHandler", processinginstruction: "piHandler", doctype: "doctypeHandler", comment: "commentHandler", opentagstart: "openTagStartHandler", attribute: "attributeHandler", opentag: "openTagHandler", closetag: "closeTagHandler", cdata: "cdataHandler", error: "errorHandler", end: "endHandler", ready: "readyHandler" }, SaxesParser2 = class {
    constructor(opt) {
      this.opt = opt ?? {}, this.fragmentOpt = !!this.opt.fragment;
      let xmlnsOpt = this.xmlnsOpt = !!this.opt.xmlns;
      if (this.trackPosition = this.opt.position !== false, this.fileName = this.opt.fileName, xmlnsOpt) {
        this.nameStartCheck = isNCNameStartChar, this.nameCheck = isNCNameChar, this.isName = isNCName, this.processAttribs = this.processAttribsNS, this.pushAttrib = this.pushAttribNS, this.ns = Object.assign({ __proto__: null }, rootNS);
        let additional = this.opt.additionalNamespaces;
        additional != null && (nsMappingCheck(this, additional), Object.assign(this.ns, additional));
      } else this.nameStartCheck = isNameStartChar, this.nameCheck = isNameChar, this.isName = isName, this.processAttribs = this.processAttribsPlain, this.pushAttrib = this.pushAttribPlain;
      this.stateTable = [this.sBegin, this.sBeginWhitespace, this.sDoctype, this.sDoctypeQuote, this.sDTD, this.sDTDQuoted, this.sDTDOpenWaka, this.sDTDOpenWakaBang, this.sDTDComment, this.sDTDCommentEnding, this.sDTDCommentEnded, this.sDTDPI, this.sDTDPIEnding, this.sText, this.sEntity, this.sOpenWaka, this.sOpenWakaBang, this.sComment, this.sCommentEnding, this.sCommentEnded, this.sCData, this.sCDataEnding, this.sCDataEnding2, this.sPIFirstChar, this.sPIRest, this.sPIBody, this.sPIEnding, this.sXMLDeclNameStart, this.sXMLDeclName, this.sXMLDeclEq, this.sXMLDeclValueStart, this.sXMLDeclValue, this.sXMLDeclSeparator, this.sXMLDeclEnding, this.sOpenTag, this.sOpenTagSlash, this.sAttrib, this.sAttribName, this.sAttribNameSawWhite, this.sAttribValue, this.sAttribValueQuoted, this.sAttribValueClosed, this.sAttribValueUnquoted, this.sCloseTag, this.sCloseTagSawWhite], this._init();
    }
    get closed() {
      return this._closed;
    }
    _init() {
      var _a;
      this.openWakaBang = "", this.text = "", this.name = "", this.piTarget = "", this.entity = "", this.q = null, this.tags = [], this.tag = null, this.topNS = null, this.chunk = "", this.chunkPosition = 0, this.i = 0, this.prevI = 0, this.carriedFromPrevious = void 0, this.forbiddenState = FORBIDDEN_START, this.attribList = [];
      let { fragmentOpt } = this;
      this.state = fragmentOpt ? S_TEXT : S_BEGIN, this.reportedTextBeforeRoot = this.reportedTextAfterRoot = this.closedRoot = this.sawRoot = fragmentOpt, this.xmlDeclPossible = !fragmentOpt, this.xmlDeclExpects = ["version"], this.entityReturnState = void 0;
      let { defaultXMLVersion } = this.opt;
      if (defaultXMLVersion === void 0) {
        if (this.opt.forceXMLVersion === true) throw new Error("forceXMLVersion set but defaultXMLVersion is not set");
        defaultXMLVersion = "1.0";
      }
      this.setXMLVersion(defaultXMLVersion), this.positionAtNewLine = 0, this.doctype = false, this._closed = false, this.xmlDecl = { version: void 0, encoding: void 0, standalone: void 0 }, this.line = 1, this.column = 0, this.ENTITIES = Object.create(XML_ENTITIES), (_a = this.readyHandler) === null || _a === void 0 || _a.call(this);
    }
    get position() {
      return this.chunkPosition + this.i;
    }
    get columnIndex() {
      return this.position - this.positionAtNewLine;
    }
    on(name, handler) {
      this[EVENT_NAME_TO_HANDLER_NAME[name]] = handler;
    }
    off(name) {
      this[EVENT_NAME_TO_HANDLER_NAME[name]] = void 0;
    }
    makeError(message) {
      var _a;
      let msg = (_a = this.fileName) !== null && _a !== void 0 ? _a : "";
      return this.trackPosition && (msg.length > 0 && (msg += ":"), msg += `${this.line}:${this.column}`), msg.length > 0 && (msg += ": "), new Error(msg + message);
    }
    fail(message) {
      let err = this.makeError(message), handler = this.errorHandler;
      if (handler === void 0) throw err;
      return handler(err), this;
    }
    write(chunk) {
      if (this.closed) return this.fail("cannot write after close; assign an onready handler.");
      let end = false;
      chunk === null ? (end = true, chunk = "") : typeof chunk == "object" && (chunk = chunk.toString()), this.carriedFromPrevious !== void 0 && (chunk = `${this.carriedFromPrevious}${chunk}`, this.carriedFromPrevious = void 0);
      let limit = chunk.length, lastCode = chunk.charCodeAt(limit - 1);
      !end && (lastCode === CR2 || lastCode >= 55296 && lastCode <= 56319) && (this.carriedFromPrevious = chunk[limit - 1], limit--, chunk = chunk.slice(0, limit));
      let { stateTable } = this;
      for (this.chunk = chunk, this.i = 0; this.i < limit; ) stateTable[this.state].call(this);
      return this.chunkPosition += limit, end ? this.end() : this;
    }
    close() {
      return this.write(null);
    }
    getCode10() {
      let { chunk, i } = this;
      if (this.prevI = i, this.i = i + 1, i >= chunk.length) return EOC;
      let code = chunk.charCodeAt(i);
      if (this.column++, code < 55296) {
        if (code >= SPACE2 || code === TAB) return code;
        switch (code) {
          case NL:
            return this.line++, this.column = 0, this.positionAtNewLine = this.position, NL;
          case CR2:
            return chunk.charCodeAt(i + 1) === NL && (this.i = i + 2), this.line++, this.column = 0, this.positionAtNewLine = this.position, NL_LIKE;
          default:
            return this.fail("disallowed character."), code;
        }
      }
      if (code > 56319) return code >= 57344 && code <= 65533 || this.fail("disallowed character."), code;
      let final = 65536 + (code - 55296) * 1024 + (chunk.charCodeAt(i + 1) - 56320);
      return this.i = i + 2, final > 1114111 && this.fail("disallowed character."), final;
    }
    getCode11() {
      let { chunk, i } = this;
      if (this.prevI = i, this.i = i + 1, i >= chunk.length) return EOC;
      let code = chunk.charCodeAt(i);
      if (this.column++, code < 55296) {
        if (code > 31 && code < 127 || code > 159 && code !== LS || code === TAB) return code;
        switch (code) {
          case NL:
            return this.line++, this.column = 0, this.positionAtNewLine = this.position, NL;
          case CR2: {
            let next = chunk.charCodeAt(i + 1);
            (next === NL || next === NEL) && (this.i = i + 2);
          }
          case NEL:
          case LS:
            return this.line++, this.column = 0, this.positionAtNewLine = this.position, NL_LIKE;
          default:
            return this.fail("disallowed character."), code;
        }
      }
      if (code > 56319) return code >= 57344 && code <= 65533 || this.fail("disallowed character."), code;
      let final = 65536 + (code - 55296) * 1024 + (chunk.charCodeAt(i + 1) - 56320);
      return this.i = i + 2, final > 1114111 && this.fail("disallowed character."), final;
    }
    getCodeNorm() {
      let c = this.getCode();
      return c === NL_LIKE ? NL : c;
    }
    unget() {
      this.i = this.prevI, this.column--;
    }
    captureTo(chars) {
      let { i: start2 } = this, { chunk } = this;
      for (; ; ) {
        let c = this.getCode(), isNLLike = c === NL_LIKE, final = isNLLike ? NL : c;
        if (final === EOC || chars.includes(final)) return this.text += chunk.slice(start2, this.prevI), final;
        isNLLike && (this.text += `${chunk.slice(start2, this.prevI)}
`, start2 = this.i);
      }
    }
    captureToChar(char) {
      let { i: start2 } = this, { chunk } = this;
      for (; ; ) {
        let c = this.getCode();
        switch (c) {
          case NL_LIKE:
            this.text += `${chunk.slice(start2, this.prevI)}
`, start2 = this.i, c = NL;
            break;
          case EOC:
            return this.text += chunk.slice(start2), false;
          default:
        }
        if (c === char) return this.text += chunk.slice(start2, this.prevI), true;
      }
    }
    captureNameChars() {
      let { chunk, i: start2 } = this;
      for (; ; ) {
        let c = this.getCode();
        if (c === EOC) return this.name += chunk.slice(start2), EOC;
        if (!isNameChar(c)) return this.name += chunk.slice(start2, this.prevI), c === NL_LIKE ? NL : c;
      }
    }
    skipSpaces() {
      for (; ; ) {
        let c = this.getCodeNorm();
        if (c === EOC || !isS(c)) return c;
      }
    }
    setXMLVersion(version) {
      this.currentXMLVersion = version, version === "1.0" ? (this.isChar = isChar10, this.getCode = this.getCode10) : (this.isChar = isChar11, this.getCode = this.getCode11);
    }
    sBegin() {
      this.chunk.charCodeAt(0) === 65279 && (this.i++, this.column++), this.state = S_BEGIN_WHITESPACE;
    }
    sBeginWhitespace() {
      let iBefore = this.i, c = this.skipSpaces();
      switch (this.prevI !== iBefore && (this.xmlDeclPossible = false), c) {
        case LESS3:
          if (this.state = S_OPEN_WAKA, this.text.length !== 0) throw new Error("no-empty text at start");
          break;
        case EOC:
          break;
        default:
          this.unget(), this.state = S_TEXT, this.xmlDeclPossible = false;
      }
    }
    sDoctype() {
      var _a;
      let c = this.captureTo(DOCTYPE_TERMINATOR);
      switch (c) {
        case GREATER4: {
          (_a = this.doctypeHandler) === null || _a === void 0 || _a.call(this, this.text), this.text = "", this.state = S_TEXT, this.doctype = true;
          break;
        }
        case EOC:
          break;
        default:
          this.text += String.fromCodePoint(c), c === OPEN_BRACKET ? this.state = S_DTD : isQuote(c) && (this.state = S_DOCTYPE_QUOTE, this.q = c);
      }
    }
    sDoctypeQuote() {
      let q = this.q;
      this.captureToChar(q) && (this.text += String.fromCodePoint(q), this.q = null, this.state = S_DOCTYPE);
    }
    sDTD() {
      let c = this.captureTo(DTD_TERMINATOR);
      c !== EOC && (this.text += String.fromCodePoint(c), c === CLOSE_BRACKET ? this.state = S_DOCTYPE : c === LESS3 ? this.state = S_DTD_OPEN_WAKA : isQuote(c) && (this.state = S_DTD_QUOTED, this.q = c));
    }
    sDTDQuoted() {
      let q = this.q;
      this.captureToChar(q) && (this.text += String.fromCodePoint(q), this.state = S_DTD, this.q = null);
    }
    sDTDOpenWaka() {
      let c = this.getCodeNorm();
      switch (this.text += String.fromCodePoint(c), c) {
        case BANG:
          this.state = S_DTD_OPEN_WAKA_BANG, this.openWakaBang = "";
          break;
        case QUESTION:
          this.state = S_DTD_PI;
          break;
        default:
          this.state = S_DTD;
      }
    }
    sDTDOpenWakaBang() {
      let char = String.fromCodePoint(this.getCodeNorm()), owb = this.openWakaBang += char;
      this.text += char, owb !== "-" && (this.state = owb === "--" ? S_DTD_COMMENT : S_DTD, this.openWakaBang = "");
    }
    sDTDComment() {
      this.captureToChar(MINUS) && (this.text += "-", this.state = S_DTD_COMMENT_ENDING);
    }
    sDTDCommentEnding() {
      let c = this.getCodeNorm();
      this.text += String.fromCodePoint(c), this.state = c === MINUS ? S_DTD_COMMENT_ENDED : S_DTD_COMMENT;
    }
    sDTDCommentEnded() {
      let c = this.getCodeNorm();
      this.text += String.fromCodePoint(c), c === GREATER4 ? this.state = S_DTD : (this.fail("malformed comment."), this.state = S_DTD_COMMENT);
    }
    sDTDPI() {
      this.captureToChar(QUESTION) && (this.text += "?", this.state = S_DTD_PI_ENDING);
    }
    sDTDPIEnding() {
      let c = this.getCodeNorm();
      this.text += String.fromCodePoint(c), c === GREATER4 && (this.state = S_DTD);
    }
    sText() {
      this.tags.length !== 0 ? this.handleTextInRoot() : this.handleTextOutsideRoot();
    }
    sEntity() {
      let { i: start2 } = this, { chunk } = this;
      loop: for (; ; ) switch (this.getCode()) {
        case NL_LIKE:
          this.entity += `${chunk.slice(start2, this.prevI)}
`, start2 = this.i;
          break;
        case SEMICOLON: {
          let { entityReturnState } = this, entity = this.entity + chunk.slice(start2, this.prevI);
          this.state = entityReturnState;
          let parsed;
          entity === "" ? (this.fail("empty entity name."), parsed = "&;") : (parsed = this.parseEntity(entity), this.entity = ""), (entityReturnState !== S_TEXT || this.textHandler !== void 0) && (this.text += parsed);
          break loop;
        }
        case EOC:
          this.entity += chunk.slice(start2);
          break loop;
        default:
      }
    }
    sOpenWaka() {
      let c = this.getCode();
      if (isNameStartChar(c)) this.state = S_OPEN_TAG, this.unget(), this.xmlDeclPossible = false;
      else switch (c) {
        case FORWARD_SLASH:
          this.state = S_CLOSE_TAG, this.xmlDeclPossible = false;
          break;
        case BANG:
          this.state = S_OPEN_WAKA_BANG, this.openWakaBang = "", this.xmlDeclPossible = false;
          break;
        case QUESTION:
          this.state = S_PI_FIRST_CHAR;
          break;
        default:
          this.fail("disallowed character in tag name"), this.state = S_TEXT, this.xmlDeclPossible = false;
      }
    }
    sOpenWakaBang() {
      switch (this.openWakaBang += String.fromCodePoint(this.getCodeNorm()), this.openWakaBang) {
        case "[CDATA[":
          !this.sawRoot && !this.reportedTextBeforeRoot && (this.fail("text data outside of root node."), this.reportedTextBeforeRoot = true), this.closedRoot && !this.reportedTextAfterRoot && (this.fail("text data outside of root node."), this.reportedTextAfterRoot = true), this.state = S_CDATA, this.openWakaBang = "";
          break;
        case "--":
          this.state = S_COMMENT, this.openWakaBang = "";
          break;
        case "DOCTYPE":
          this.state = S_DOCTYPE, (this.doctype || this.sawRoot) && this.fail("inappropriately located doctype declaration."), this.openWakaBang = "";
          break;
        default:
          this.openWakaBang.length >= 7 && this.fail("incorrect syntax.");
      }
    }
    sComment() {
      this.captureToChar(MINUS) && (this.state = S_COMMENT_ENDING);
    }
    sCommentEnding() {
      var _a;
      let c = this.getCodeNorm();
      c === MINUS ? (this.state = S_COMMENT_ENDED, (_a = this.commentHandler) === null || _a === void 0 || _a.call(this, this.text), this.text = "") : (this.text += `-${String.fromCodePoint(c)}`, this.state = S_COMMENT);
    }
    sCommentEnded() {
      let c = this.getCodeNorm();
      c !== GREATER4 ? (this.fail("malformed comment."), this.text += `--${String.fromCodePoint(c)}`, this.state = S_COMMENT) : this.state = S_TEXT;
    }
    sCData() {
      this.captureToChar(CLOSE_BRACKET) && (this.state = S_CDATA_ENDING);
    }
    sCDataEnding() {
      let c = this.getCodeNorm();
      c === CLOSE_BRACKET ? this.state = S_CDATA_ENDING_2 : (this.text += `]${String.fromCodePoint(c)}`, this.state = S_CDATA);
    }
    sCDataEnding2() {
      var _a;
      let c = this.getCodeNorm();
      switch (c) {
        case GREATER4: {
          (_a = this.cdataHandler) === null || _a === void 0 || _a.call(this, this.text), this.text = "", this.state = S_TEXT;
          break;
        }
        case CLOSE_BRACKET:
          this.text += "]";
          break;
        default:
          this.text += `]]${String.fromCodePoint(c)}`, this.state = S_CDATA;
      }
    }
    sPIFirstChar() {
      let c = this.getCodeNorm();
      this.nameStartCheck(c) ? (this.piTarget += String.fromCodePoint(c), this.state = S_PI_REST) : c === QUESTION || isS(c) ? (this.fail("processing instruction without a target."), this.state = c === QUESTION ? S_PI_ENDING : S_PI_BODY) : (this.fail("disallowed character in processing instruction name."), this.piTarget += String.fromCodePoint(c), this.state = S_PI_REST);
    }
    sPIRest() {
      let { chunk, i: start2 } = this;
      for (; ; ) {
        let c = this.getCodeNorm();
        if (c === EOC) {
          this.piTarget += chunk.slice(start2);
          return;
        }
        if (!this.nameCheck(c)) {
          this.piTarget += chunk.slice(start2, this.prevI);
          let isQuestion = c === QUESTION;
          isQuestion || isS(c) ? this.piTarget === "xml" ? (this.xmlDeclPossible || this.fail("an XML declaration must be at the start of the document."), this.state = isQuestion ? S_XML_DECL_ENDING : S_XML_DECL_NAME_START) : this.state = isQuestion ? S_PI_ENDING : S_PI_BODY : (this.fail("disallowed character in processing instruction name."), this.piTarget += String.fromCodePoint(c));
          break;
        }
      }
    }
    sPIBody() {
      if (this.text.length === 0) {
        let c = this.getCodeNorm();
        c === QUESTION ? this.state = S_PI_ENDING : isS(c) || (this.text = String.fromCodePoint(c));
      } else this.captureToChar(QUESTION) && (this.state = S_PI_ENDING);
    }
    sPIEnding() {
      var _a;
      let c = this.getCodeNorm();
      if (c === GREATER4) {
        let { piTarget } = this;
        piTarget.toLowerCase() === "xml" && this.fail("the XML declaration must appear at the start of the document."), (_a = this.piHandler) === null || _a === void 0 || _a.call(this, { target: piTarget, body: this.text }), this.piTarget = this.text = "", this.state = S_TEXT;
      } else c === QUESTION ? this.text += "?" : (this.text += `?${String.fromCodePoint(c)}`, this.state = S_PI_BODY);
      this.xmlDeclPossible = false;
    }
    sXMLDeclNameStart() {
      let c = this.skipSpaces();
      if (c === QUESTION) {
        this.state = S_XML_DECL_ENDING;
        return;
      }
      c !== EOC && (this.state = S_XML_DECL_NAME, this.name = String.fromCodePoint(c));
    }
    sXMLDeclName() {
      let c = this.captureTo(XML_DECL_NAME_TERMINATOR);
      if (c === QUESTION) {
        this.state = S_XML_DECL_ENDING, this.name += this.text, this.text = "", this.fail("XML declaration is incomplete.");
        return;
      }
      if (isS(c) || c === EQUAL) {
        if (this.name += this.text, this.text = "", !this.xmlDeclExpects.includes(this.name)) switch (this.name.length) {
          case 0:
            this.fail("did not expect any more name/value pairs.");
            break;
          case 1:
            this.fail(`expected the name ${this.xmlDeclExpects[0]}.`);
            break;
          default:
            this.fail(`expected one of ${this.xmlDeclExpects.join(", ")}`);
        }
        this.state = c === EQUAL ? S_XML_DECL_VALUE_START : S_XML_DECL_EQ;
      }
    }
    sXMLDeclEq() {
      let c = this.getCodeNorm();
      if (c === QUESTION) {
        this.state = S_XML_DECL_ENDING, this.fail("XML declaration is incomplete.");
        return;
      }
      isS(c) || (c !== EQUAL && this.fail("value required."), this.state = S_XML_DECL_VALUE_START);
    }
    sXMLDeclValueStart() {
      let c = this.getCodeNorm();
      if (c === QUESTION) {
        this.state = S_XML_DECL_ENDING, this.fail("XML declaration is incomplete.");
        return;
      }
      isS(c) || (isQuote(c) ? this.q = c : (this.fail("value must be quoted."), this.q = SPACE2), this.state = S_XML_DECL_VALUE);
    }
    sXMLDeclValue() {
      let c = this.captureTo([this.q, QUESTION]);
      if (c === QUESTION) {
        this.state = S_XML_DECL_ENDING, this.text = "", this.fail("XML declaration is incomplete.");
        return;
      }
      if (c === EOC) return;
      let value2 = this.text;
      switch (this.text = "", this.name) {
        case "version": {
          this.xmlDeclExpects = ["encoding", "standalone"];
          let version = value2;
          this.xmlDecl.version = version, /^1\.[0-9]+$/.test(version) ? this.opt.forceXMLVersion || this.setXMLVersion(version) : this.fail("version number must match /^1\\.[0-9]+$/.");
          break;
        }
        case "encoding":
          /^[A-Za-z][A-Za-z0-9._-]*$/.test(value2) || this.fail("encoding value must match /^[A-Za-z0-9][A-Za-z0-9._-]*$/."), this.xmlDeclExpects = ["standalone"], this.xmlDecl.encoding = value2;
          break;
        case "standalone":
          value2 !== "yes" && value2 !== "no" && this.fail('standalone value must match "yes" or "no".'), this.xmlDeclExpects = [], this.xmlDecl.standalone = value2;
          break;
        default:
      }
      this.name = "", this.state = S_XML_DECL_SEPARATOR;
    }
    sXMLDeclSeparator() {
      let c = this.getCodeNorm();
      if (c === QUESTION) {
        this.state = S_XML_DECL_ENDING;
        return;
      }
      isS(c) || (this.fail("whitespace required."), this.unget()), this.state = S_XML_DECL_NAME_START;
    }
    sXMLDeclEnding() {
      var _a;
      this.getCodeNorm() === GREATER4 ? (this.piTarget !== "xml" ? this.fail("processing instructions are not allowed before root.") : this.name !== "version" && this.xmlDeclExpects.includes("version") && this.fail("XML declaration must contain a version."), (_a = this.xmldeclHandler) === null || _a === void 0 || _a.call(this, this.xmlDecl), this.name = "", this.piTarget = this.text = "", this.state = S_TEXT) : this.fail("The character ? is disallowed anywhere in XML declarations."), this.xmlDeclPossible = false;
    }
    sOpenTag() {
      var _a;
      let c = this.captureNameChars();
      if (c === EOC) return;
      let tag = this.tag = { name: this.name, attributes: /* @__PURE__ */ Object.create(null) };
      switch (this.name = "", this.xmlnsOpt && (this.topNS = tag.ns = /* @__PURE__ */ Object.create(null)), (_a = this.openTagStartHandler) === null || _a === void 0 || _a.call(this, tag), this.sawRoot = true, !this.fragmentOpt && this.closedRoot && this.fail("documents may contain only one root."), c) {
        case GREATER4:
          this.openTag();
          break;
        case FORWARD_SLASH:
          this.state = S_OPEN_TAG_SLASH;
          break;
        default:
          isS(c) || this.fail("disallowed character in tag name."), this.state = S_ATTRIB;
      }
    }
    sOpenTagSlash() {
      this.getCode() === GREATER4 ? this.openSelfClosingTag() : (this.fail("forward-slash in opening tag not followed by >."), this.state = S_ATTRIB);
    }
    sAttrib() {
      let c = this.skipSpaces();
      c !== EOC && (isNameStartChar(c) ? (this.unget(), this.state = S_ATTRIB_NAME) : c === GREATER4 ? this.openTag() : c === FORWARD_SLASH ? this.state = S_OPEN_TAG_SLASH : this.fail("disallowed character in attribute name."));
    }
    sAttribName() {
      let c = this.captureNameChars();
      c === EQUAL ? this.state = S_ATTRIB_VALUE : isS(c) ? this.state = S_ATTRIB_NAME_SAW_WHITE : c === GREATER4 ? (this.fail("attribute without value."), this.pushAttrib(this.name, this.name), this.name = this.text = "", this.openTag()) : c !== EOC && this.fail("disallowed character in attribute name.");
    }
    sAttribNameSawWhite() {
      let c = this.skipSpaces();
      switch (c) {
        case EOC:
          return;
        case EQUAL:
          this.state = S_ATTRIB_VALUE;
          break;
        default:
          this.fail("attribute without value."), this.text = "", this.name = "", c === GREATER4 ? this.openTag() : isNameStartChar(c) ? (this.unget(), this.state = S_ATTRIB_NAME) : (this.fail("disallowed character in attribute name."), this.state = S_ATTRIB);
      }
    }
    sAttribValue() {
      let c = this.getCodeNorm();
      isQuote(c) ? (this.q = c, this.state = S_ATTRIB_VALUE_QUOTED) : isS(c) || (this.fail("unquoted attribute value."), this.state = S_ATTRIB_VALUE_UNQUOTED, this.unget());
    }
    sAttribValueQuoted() {
      let { q, chunk } = this, { i: start2 } = this;
      for (; ; ) switch (this.getCode()) {
        case q:
          this.pushAttrib(this.name, this.text + chunk.slice(start2, this.prevI)), this.name = this.text = "", this.q = null, this.state = S_ATTRIB_VALUE_CLOSED;
          return;
        case AMP:
          this.text += chunk.slice(start2, this.prevI), this.state = S_ENTITY, this.entityReturnState = S_ATTRIB_VALUE_QUOTED;
          return;
        case NL:
        case NL_LIKE:
        case TAB:
          this.text += `${chunk.slice(start2, this.prevI)} `, start2 = this.i;
          break;
        case LESS3:
          this.text += chunk.slice(start2, this.prevI), this.fail("disallowed character.");
          return;
        case EOC:
          this.text += chunk.slice(start2);
          return;
        default:
      }
    }
    sAttribValueClosed() {
      let c = this.getCodeNorm();
      isS(c) ? this.state = S_ATTRIB : c === GREATER4 ? this.openTag() : c === FORWARD_SLASH ? this.state = S_OPEN_TAG_SLASH : isNameStartChar(c) ? (this.fail("no whitespace between attributes."), this.unget(), this.state = S_ATTRIB_NAME) : this.fail("disallowed character in attribute name.");
    }
    sAttribValueUnquoted() {
      let c = this.captureTo(ATTRIB_VALUE_UNQUOTED_TERMINATOR);
      switch (c) {
        case AMP:
          this.state = S_ENTITY, this.entityReturnState = S_ATTRIB_VALUE_UNQUOTED;
          break;
        case LESS3:
          this.fail("disallowed character.");
          break;
        case EOC:
          break;
        default:
          this.text.includes("]]>") && this.fail('the string "]]>" is disallowed in char data.'), this.pushAttrib(this.name, this.text), this.name = this.text = "", c === GREATER4 ? this.openTag() : this.state = S_ATTRIB;
      }
    }
    sCloseTag() {
      let c = this.captureNameChars();
      c === GREATER4 ? this.closeTag() : isS(c) ? this.state = S_CLOSE_TAG_SAW_WHITE : c !== EOC && this.fail("disallowed character in closing tag.");
    }
    sCloseTagSawWhite() {
      switch (this.skipSpaces()) {
        case GREATER4:
          this.closeTag();
          break;
        case EOC:
          break;
        default:
          this.fail("disallowed character in closing tag.");
      }
    }
    handleTextInRoot() {
      let { i: start2, forbiddenState } = this, { chunk, textHandler: handler } = this;
      scanLoop: for (; ; ) switch (this.getCode()) {
        case LESS3: {
          if (this.state = S_OPEN_WAKA, handler !== void 0) {
            let { text } = this, slice = chunk.slice(start2, this.prevI);
            text.length !== 0 ? (handler(text + slice), this.text = "") : slice.length !== 0 && handler(slice);
          }
          forbiddenState = FORBIDDEN_START;
          break scanLoop;
        }
        case AMP:
          this.state = S_ENTITY, this.entityReturnState = S_TEXT, handler !== void 0 && (this.text += chunk.slice(start2, this.prevI)), forbiddenState = FORBIDDEN_START;
          break scanLoop;
        case CLOSE_BRACKET:
          switch (forbiddenState) {
            case FORBIDDEN_START:
              forbiddenState = FORBIDDEN_BRACKET;
              break;
            case FORBIDDEN_BRACKET:
              forbiddenState = FORBIDDEN_BRACKET_BRACKET;
              break;
            case FORBIDDEN_BRACKET_BRACKET:
              break;
            default:
              throw new Error("impossible state");
          }
          break;
        case GREATER4:
          forbiddenState === FORBIDDEN_BRACKET_BRACKET && this.fail('the string "]]>" is disallowed in char data.'), forbiddenState = FORBIDDEN_START;
          break;
        case NL_LIKE:
          handler !== void 0 && (this.text += `${chunk.slice(start2, this.prevI)}
`), start2 = this.i, forbiddenState = FORBIDDEN_START;
          break;
        case EOC:
          handler !== void 0 && (this.text += chunk.slice(start2));
          break scanLoop;
        default:
          forbiddenState = FORBIDDEN_START;
      }
      this.forbiddenState = forbiddenState;
    }
    handleTextOutsideRoot() {
      let { i: start2 } = this, { chunk, textHandler: handler } = this, nonSpace = false;
      outRootLoop: for (; ; ) {
        let code = this.getCode();
        switch (code) {
          case LESS3: {
            if (this.state = S_OPEN_WAKA, handler !== void 0) {
              let { text } = this, slice = chunk.slice(start2, this.prevI);
              text.length !== 0 ? (handler(text + slice), this.text = "") : slice.length !== 0 && handler(slice);
            }
            break outRootLoop;
          }
          case AMP:
            this.state = S_ENTITY, this.entityReturnState = S_TEXT, handler !== void 0 && (this.text += chunk.slice(start2, this.prevI)), nonSpace = true;
            break outRootLoop;
          case NL_LIKE:
            handler !== void 0 && (this.text += `${chunk.slice(start2, this.prevI)}
`), start2 = this.i;
            break;
          case EOC:
            handler !== void 0 && (this.text += chunk.slice(start2));
            break outRootLoop;
          default:
            isS(code) || (nonSpace = true);
        }
      }
      nonSpace && (!this.sawRoot && !this.reportedTextBeforeRoot && (this.fail("text data outside of root node."), this.reportedTextBeforeRoot = true), this.closedRoot && !this.reportedTextAfterRoot && (this.fail("text data outside of root node."), this.reportedTextAfterRoot = true));
    }
    pushAttribNS(name, value2) {
      var _a;
      let { prefix, local } = this.qname(name), attr = { name, prefix, local, value: value2 };
      if (this.attribList.push(attr), (_a = this.attributeHandler) === null || _a === void 0 || _a.call(this, attr), prefix === "xmlns") {
        let trimmed = value2.trim();
        this.currentXMLVersion === "1.0" && trimmed === "" && this.fail("invalid attempt to undefine prefix in XML 1.0"), this.topNS[local] = trimmed, nsPairCheck(this, local, trimmed);
      } else if (name === "xmlns") {
        let trimmed = value2.trim();
        this.topNS[""] = trimmed, nsPairCheck(this, "", trimmed);
      }
    }
    pushAttribPlain(name, value2) {
      var _a;
      let attr = { name, value: value2 };
      this.attribList.push(attr), (_a = this.attributeHandler) === null || _a === void 0 || _a.call(this, attr);
    }
    end() {
      var _a, _b;
      this.sawRoot || this.fail("document must contain a root element.");
      let { tags } = this;
      for (; tags.length > 0; ) {
        let tag = tags.pop();
        this.fail(`unclosed tag: ${tag.name}`);
      }
      this.state !== S_BEGIN && this.state !== S_TEXT && this.fail("unexpected end.");
      let { text } = this;
      return text.length !== 0 && ((_a = this.textHandler) === null || _a === void 0 || _a.call(this, text), this.text = ""), this._closed = true, (_b = this.endHandler) === null || _b === void 0 || _b.call(this), this._init(), this;
    }
    resolve(prefix) {
      var _a, _b;
      let uri = this.topNS[prefix];
      if (uri !== void 0) return uri;
      let { tags } = this;
      for (let index = tags.length - 1; index >= 0; index--) if (uri = tags[index].ns[prefix], uri !== void 0) return uri;
      return uri = this.ns[prefix], uri !== void 0 ? uri : (_b = (_a = this.opt).resolvePrefix) === null || _b === void 0 ? void 0 : _b.call(_a, prefix);
    }
    qname(name) {
      let colon = name.indexOf(":");
      if (colon === -1) return { prefix: "", local: name };
      let local = name.slice(colon + 1), prefix = name.slice(0, colon);
      return (prefix === "" || local === "" || local.includes(":")) && this.fail(`malformed name: ${name}.`), { prefix, local };
    }
    processAttribsNS() {
      var _a;
      let { attribList } = this, tag = this.tag;
      {
        let { prefix, local } = this.qname(tag.name);
        tag.prefix = prefix, tag.local = local;
        let uri = tag.uri = (_a = this.resolve(prefix)) !== null && _a !== void 0 ? _a : "";
        prefix !== "" && (prefix === "xmlns" && this.fail('tags may not have "xmlns" as prefix.'), uri === "" && (this.fail(`unbound namespace prefix: ${JSON.stringify(prefix)}.`), tag.uri = prefix));
      }
      if (attribList.length === 0) return;
      let { attributes } = tag, seen = /* @__PURE__ */ new Set();
      for (let attr of attribList) {
        let { name, prefix, local } = attr, uri, eqname;
        prefix === "" ? (uri = name === "xmlns" ? XMLNS_NAMESPACE : "", eqname = name) : (uri = this.resolve(prefix), uri === void 0 && (this.fail(`unbound namespace prefix: ${JSON.stringify(prefix)}.`), uri = prefix), eqname = `{${uri}}${local}`), seen.has(eqname) && this.fail(`duplicate attribute: ${eqname}.`), seen.add(eqname), attr.uri = uri, attributes[name] = attr;
      }
      this.attribList = [];
    }
    processAttribsPlain() {
      let { attribList } = this, attributes = this.tag.attributes;
      for (let { name, value: value2 } of attribList) attributes[name] !== void 0 && this.fail(`duplicate attribute: ${name}.`), attributes[name] = value2;
      this.attribList = [];
    }
    openTag() {
      var _a;
      this.processAttribs();
      let { tags } = this, tag = this.tag;
      tag.isSelfClosing = false, (_a = this.openTagHandler) === null || _a === void 0 || _a.call(this, tag), tags.push(tag), this.state = S_TEXT, this.name = "";
    }
    openSelfClosingTag() {
      var _a, _b, _c;
      this.processAttribs();
      let { tags } = this, tag = this.tag;
      tag.isSelfClosing = true, (_a = this.openTagHandler) === null || _a === void 0 || _a.call(this, tag), (_b = this.closeTagHandler) === null || _b === void 0 || _b.call(this, tag), (this.tag = (_c = tags[tags.length - 1]) !== null && _c !== void 0 ? _c : null) === null && (this.closedRoot = true), this.state = S_TEXT, this.name = "";
    }
    closeTag() {
      let { tags, name } = this;
      if (this.state = S_TEXT, this.name = "", name === "") {
        this.fail("weird empty close tag."), this.text += "</>";
        return;
      }
      let handler = this.closeTagHandler, l = tags.length;
      for (; l-- > 0; ) {
        let tag = this.tag = tags.pop();
        if (this.topNS = tag.ns, handler?.(tag), tag.name === name) break;
        this.fail("unexpected close tag.");
      }
      l === 0 ? this.closedRoot = true : l < 0 && (this.fail(`unmatched closing tag: ${name}.`), this.text += `</${name}>`);
    }
    parseEntity(entity) {
      if (entity[0] !== "#") {
        let defined = this.ENTITIES[entity];
        return defined !== void 0 ? defined : (this.fail(this.isName(entity) ? "undefined entity." : "disallowed character in entity name."), `&${entity};`);
      }
      let num = NaN;
      return entity[1] === "x" && /^#x[0-9a-f]+$/i.test(entity) ? num = parseInt(entity.slice(2), 16) : /^#[0-9]+$/.test(entity) && (num = parseInt(entity.slice(1), 10)), this.isChar(num) ? String.fromCodePoint(num) : (this.fail("malformed character entity."), `&${entity};`);
    }
  };
  exports.SaxesParser = SaxesParser2;
} });
import { open, stat } from "node:fs/promises";
var PIECE = 128 * 1024;
async function fileSource(path2) {
  let { size } = await stat(path2);
  return { size, async *read(start2, end) {
    let handle = await open(path2, "r");
    try {
      for (let at = start2; at < end; ) {
        let piece = Buffer.allocUnsafeSlow(Math.min(PIECE, end - at)), { bytesRead } = await handle.read(piece, 0, piece.length, at);
        if (bytesRead === 0) throw new Error("The file became shorter while it was read");
        yield piece.subarray(0, bytesRead), at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  } };
}
async function readRange(source, start2, end) {
  let pieces2 = [];
  for await (let piece of source.read(start2, end)) pieces2.push(piece);
  return Buffer.concat(pieces2);
}
var COMPOUND_FILE = [208, 207, 17, 224, 161, 177, 26, 225], LAST_SECTOR = 4294967290, MOST_SECTORS = 64;
async function compoundFileReason(source) {
  let names = await directoryNames(source), has = (...wanted) => wanted.some((name) => names.includes(name.toLowerCase()));
  return has("EncryptedPackage", "EncryptionInfo") ? "encrypted" : has("Workbook", "Book") ? "legacy-xls" : has("WordDocument") ? "word" : names.includes("root entry") ? "unknown" : "damaged";
}
async function directoryNames(source) {
  if (source.size < 512) return [];
  let header = await readRange(source, 0, 512), shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return [];
  let size = 1 << shift, sectorAt = async (sector2) => {
    let at = (sector2 + 1) * size;
    return at + size <= source.size ? await readRange(source, at, at + size) : void 0;
  }, names = [], sector = header.readUInt32LE(48);
  for (let count2 = 0; count2 < MOST_SECTORS && sector < LAST_SECTOR; count2++) {
    let directory = await sectorAt(sector);
    if (!directory) break;
    for (let at = 0; at < size; at += 128) {
      let length = Math.min(64, directory.readUInt16LE(at + 64));
      length > 2 && names.push(directory.toString("utf16le", at, at + length - 2).toLowerCase());
    }
    let perSector = size / 4, table = Math.floor(sector / perSector), allocation = table < 109 ? await sectorAt(header.readUInt32LE(76 + table * 4)) : void 0;
    if (!allocation) break;
    sector = allocation.readUInt32LE(sector % perSector * 4);
  }
  return names;
}
import { isUtf8 } from "node:buffer";
function asBytes(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
function cutCharacter(bytes, end) {
  for (let back = 1; back <= 3 && back <= end; back++) {
    let byte = bytes[end - back];
    if (byte < 128) return 0;
    if (byte >= 192) return (byte >= 240 ? 4 : byte >= 224 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}
var Kind = { blank: 0, text: 1, number: 2, date: 3, boolean: 4, error: 5 }, UnreadableFile = class extends Error {
  code;
  reason;
  constructor(code, reason) {
    super(reason ? `${code}: ${reason}` : code), this.name = "UnreadableFile", this.code = code, this.reason = reason;
  }
}, ReadAgain = class extends Error {
};
var SAMPLE = 64 * 1024, MOST_CONTROLS = 0.3;
async function csvEncoding(source) {
  let head = await readRange(source, 0, Math.min(SAMPLE, source.size)), utf16 = new UnreadableFile("file-unreadable", "utf-16");
  if (head.length >= 2 && (head[0] === 255 && head[1] === 254 || head[0] === 254 && head[1] === 255)) throw utf16;
  let { nuls, other, controls } = countControls(head), oneSided = Math.min(nuls, other) <= (nuls + other) / 50;
  if (oneSided && nuls + other >= 4 && nuls + other >= head.length / 20) throw utf16;
  if (controls <= head.length * MOST_CONTROLS) {
    if (await isValidUtf8(source)) return "utf-8";
    if (beginsAsGb18030(head)) return "gb18030";
  }
  throw oneSided && nuls + other > 0 && source.size % 2 === 0 ? utf16 : new UnreadableFile("file-unreadable", "unknown");
}
function countControls(head) {
  let nuls = 0, other = 0, controls = 0;
  for (let at = 0; at < head.length; at++) {
    let byte = head[at];
    byte >= 32 || byte === 9 || byte === 10 || byte === 13 || (controls++, byte === 0 && (at & 1) === 0 ? nuls++ : byte === 0 && other++);
  }
  return { nuls, other, controls };
}
async function isValidUtf8(source) {
  let cut = Buffer.alloc(0);
  for await (let piece of source.read(0, source.size)) {
    let bytes = cut.length > 0 ? Buffer.concat([cut, piece]) : asBytes(piece), end = bytes.length - cutCharacter(bytes, bytes.length);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    cut = Buffer.from(bytes.subarray(end));
  }
  return cut.length === 0;
}
function beginsAsGb18030(head) {
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(head, { stream: true }), true;
  } catch {
    return false;
  }
}
async function* gb18030Texts(source) {
  let decoder = new TextDecoder("gb18030", { fatal: true }), decode2 = (piece) => {
    try {
      return decoder.decode(piece, { stream: piece !== void 0 });
    } catch {
      throw new UnreadableFile("file-unreadable", "unknown");
    }
  };
  for await (let piece of source.read(0, source.size)) yield decode2(piece);
  yield decode2();
}
async function* csvBytes(source, encoding) {
  if (encoding === "gb18030") {
    for await (let text of gb18030Texts(source)) yield Buffer.from(text);
    return;
  }
  let start2 = source.size >= 3 && (await readRange(source, 0, 3)).equals(BYTE_ORDER_MARK) ? 3 : 0;
  yield* source.read(start2, source.size);
}
var BYTE_ORDER_MARK = Buffer.from([239, 187, 191]);
var RecentTexts = class {
  keys = new Uint8Array(4096 * 24);
  lengths = new Uint8Array(4096);
  texts = new Array(4096).fill("");
  get(bytes, start2, end, wide) {
    let length = end - start2;
    if (length > (wide ? 24 : 10)) return wide ? bytes.utf8Slice(start2, end) : bytes.latin1Slice(start2, end);
    let hash = length;
    for (let at = start2; at < end; at++) hash = Math.imul(hash, 31) + bytes[at] | 0;
    let slot = (hash ^ hash >>> 12) & 4095, { keys } = this, key = slot * 24;
    if (this.lengths[slot] === length) {
      let same = 0;
      for (; same < length && keys[key + same] === bytes[start2 + same]; ) same++;
      if (same === length) return this.texts[slot];
    }
    let text = wide ? bytes.utf8Slice(start2, end) : bytes.latin1Slice(start2, end);
    for (let index = 0; index < length; index++) keys[key + index] = bytes[start2 + index];
    return this.lengths[slot] = length, this.texts[slot] = text, text;
  }
};
var QUOTE = 34, LF = 10, CR = 13, LONGEST_QUOTED = 1e5, LONGEST_RECORD = 8 * 1024 * 1024, MOST_FIELDS = 16384, ROWS = 512, CsvRecords = class {
  delimiter;
  ends = new Uint8Array(256);
  buffer = asBytes(new Uint8Array(512 * 1024));
  start = 0;
  end = 0;
  enough = 0;
  last = false;
  number = 0;
  recent = new RecentTexts();
  constructor(delimiter) {
    this.delimiter = delimiter.charCodeAt(0);
    for (let byte of [this.delimiter, LF, CR]) this.ends[byte] = 1;
  }
  *push(piece) {
    this.append(piece), this.end - this.start >= this.enough && (yield* this.records());
  }
  *finish() {
    this.last = true, yield* this.records();
  }
  append(piece) {
    let left = this.end - this.start;
    if (this.end + piece.length > this.buffer.length) {
      let target = left + piece.length <= this.buffer.length ? this.buffer : asBytes(new Uint8Array((left + piece.length) * 2));
      target.set(this.buffer.subarray(this.start, this.end), 0), this.buffer = target, this.start = 0, this.end = left;
    }
    this.buffer.set(piece, this.end), this.end += piece.length;
  }
  *records() {
    let rows2 = [];
    for (this.enough = 0; this.start < this.end; ) {
      let texts = [], next = this.record(texts);
      if (next < 0) {
        if (this.enough = (this.end - this.start) * 2, this.enough > LONGEST_RECORD * 2) throw new UnreadableFile("file-unreadable", "damaged");
        break;
      }
      this.start = next, this.number++, filledLength(texts) !== 0 && (rows2.push({ number: this.number, texts, kinds: kindsOf(texts) }), rows2.length === ROWS && (yield rows2, rows2 = []));
    }
    rows2.length > 0 && (yield rows2);
  }
  record(texts) {
    let bytes = this.buffer, end = this.end, at = this.start;
    for (; ; ) {
      if (at = bytes[at] === QUOTE && at < end ? this.quoted(at, texts) : this.plain(at, "", texts), at < 0) return -1;
      if (texts.length > MOST_FIELDS) throw new UnreadableFile("file-unreadable", "damaged");
      if (at >= end) return this.last ? end : -1;
      let byte = bytes[at];
      if (byte === this.delimiter) {
        at++;
        continue;
      }
      return byte === LF ? at + 1 : at + 1 >= end ? this.last ? end : -1 : bytes[at + 1] === LF ? at + 2 : at + 1;
    }
  }
  plain(start2, before, texts) {
    let bytes = this.buffer, { end, ends } = this, at = start2, all = 0;
    for (; at < end; ) {
      let byte = bytes[at];
      if (ends[byte] === 1) break;
      all |= byte, at++;
    }
    if (at >= end && !this.last) return -1;
    if (at === start2) texts.push(before);
    else {
      let text = this.recent.get(bytes, start2, at, all >= 128);
      texts.push(before === "" ? text : before + text);
    }
    return at;
  }
  quoted(start2, texts) {
    let bytes = this.buffer, at = start2 + 1, escaped = false;
    for (; ; ) {
      let quote = this.findQuote(at, start2 + 1 + LONGEST_QUOTED);
      if (quote < 0) return !this.last && this.end - start2 <= LONGEST_QUOTED + 1 ? -1 : this.plain(start2, "", texts);
      if (quote + 1 >= this.end && !this.last) return -1;
      if (quote + 1 >= this.end || bytes[quote + 1] !== QUOTE) {
        at = quote;
        break;
      }
      escaped = true, at = quote + 2;
    }
    if (!(at + 1 >= this.end || this.ends[bytes[at + 1]] === 1) && this.hasLineEnd(start2 + 1, at)) return this.plain(start2, "", texts);
    let inside = bytes.utf8Slice(start2 + 1, at), text = escaped ? inside.replaceAll('""', '"') : inside;
    return this.plain(at + 1, text, texts);
  }
  findQuote(from, limit) {
    let to = Math.min(limit, this.end);
    for (let at = from; at < to; at++) if (this.buffer[at] === QUOTE) return at;
    return -1;
  }
  hasLineEnd(from, to) {
    for (let at = from; at < to; at++) if (this.buffer[at] === LF || this.buffer[at] === CR) return true;
    return false;
  }
};
function filledLength(texts) {
  let length = texts.length;
  for (; length > 0 && texts[length - 1] === ""; ) length--;
  return length;
}
function kindsOf(texts) {
  let kinds = [];
  for (let text of texts) kinds.push(text === "" ? Kind.blank : Kind.text);
  return kinds;
}
var DELIMITERS = [",", ";", "	"], HEADER_ROWS = 50, HEADER_BYTES = 1024 * 1024;
async function openCsv(source, isHeader) {
  let encoding = await csvEncoding(source), delimiter = await findDelimiter(source, encoding, isHeader);
  return { kind: "csv", sheets: [{ name: "", hidden: false, rows: async function* () {
    let records = new CsvRecords(delimiter);
    for await (let piece of csvBytes(source, encoding)) yield* records.push(piece);
    yield* records.finish();
  } }] };
}
async function findDelimiter(source, encoding, isHeader) {
  let pieces2 = [], length = 0;
  for await (let piece of csvBytes(source, encoding)) if (pieces2.push(piece), length += piece.length, length >= HEADER_BYTES) break;
  let head = Buffer.concat(pieces2), gives = (delimiter) => {
    let records = new CsvRecords(delimiter);
    for (let rows2 of [...records.push(head), ...length < HEADER_BYTES ? records.finish() : []]) for (let { number, texts } of rows2) {
      if (number > HEADER_ROWS) return false;
      if (isHeader(texts)) return true;
    }
    return false;
  };
  return DELIMITERS.find(gives) ?? ",";
}
var HEAD = 4096, ascii = (text) => [...Buffer.from(text, "latin1")], SIGNATURES = [{ bytes: ascii("%PDF-"), reason: "pdf" }, { bytes: ascii(`\x89PNG\r
`), reason: "image" }, { bytes: [255, 216, 255], reason: "image" }, { bytes: ascii("GIF8"), reason: "image" }, { bytes: ascii("II*\0"), reason: "image" }, { bytes: ascii("MM\0*"), reason: "image" }, { at: 8, bytes: ascii("WEBP"), reason: "image" }, { at: 4, bytes: ascii("ftyp"), reason: "image" }, { bytes: ascii("Rar!\x07"), reason: "archive" }, { bytes: ascii("7z\xBC\xAF'"), reason: "archive" }, { bytes: [31, 139], reason: "archive" }, { bytes: ascii("BZh"), reason: "archive" }, { bytes: ascii("\xFD7zXZ\0"), reason: "archive" }, { bytes: [40, 181, 47, 253], reason: "archive" }, { at: 257, bytes: ascii("ustar"), reason: "archive" }, { bytes: ascii("{\\rtf"), reason: "word" }, { bytes: ascii("MIME-Version:"), reason: "html" }, { bytes: [9, 0, 4, 0], reason: "legacy-xls" }, { bytes: [9, 2, 6, 0], reason: "legacy-xls" }, { bytes: [9, 4, 6, 0], reason: "legacy-xls" }, { bytes: [9, 8, 8, 0, 0, 5], reason: "legacy-xls" }];
function fileKind(head, size) {
  let begins = (bytes, at = 0) => bytes.every((byte, index) => head[at + index] === byte);
  return begins(ascii("PK")) || begins(ascii("PK")) || begins(ascii("PK\x07\b")) ? "zip" : begins(COMPOUND_FILE) ? "compound" : begins(ascii("BM")) && head.length > 14 && head.readUInt32LE(2) === size ? "image" : SIGNATURES.find(({ bytes, at }) => begins(bytes, at))?.reason ?? markupReason(head) ?? "text";
}
function markupReason(head) {
  let text = head.toString("latin1").replace(/^\xef\xbb\xbf/, "").trimStart().toLowerCase();
  if (!text.startsWith("<")) return;
  let root = text;
  for (let end = 0; end >= 0 && /^<(?:\?|!--)/.test(root); ) {
    let closing = root.startsWith("<?") ? "?>" : "-->";
    end = root.indexOf(closing), root = root.slice(end + closing.length).trimStart();
  }
  if (/^<(?:!doctype\s+html|html|head|meta|body|table|style|title|div|script)\b/.test(root)) return "html";
  if (text.startsWith("<?xml")) return /excel\.sheet|schemas-microsoft-com:office:spreadsheet/.test(text) ? "legacy-xls" : "unknown";
}
function isBuiltInDate(id) {
  return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58 || id >= 71 && id <= 81;
}
var LITERAL = /"[^"]*"?|\\.|_.|\*.|E[+-]/gisu, ELAPSED = /^\[(h+|m+|s+)\]$/i, CONDITION = /\[[<>=][^\]]*\]/, BRACKETS = /\[[^\]]*\]/g;
function isDateFormat(format) {
  let bare = format.replace(LITERAL, " "), sections = bare.split(";");
  return (CONDITION.test(bare) ? sections : sections.slice(0, 1)).some((section) => {
    let parts = section.replace(BRACKETS, (bracket) => ELAPSED.test(bracket) ? "h" : " ");
    return /[ymdhseg]|aaa|bb|am\/pm|a\/p|[上下]午/i.test(parts.replace(/general|g\/通用格式/gi, " "));
  });
}
var DAY_SECONDS = 86400, LAST = 2958466, SHIFT_1904 = 1462, known = /* @__PURE__ */ new Map();
function dateText(serial, date1904) {
  if (!(serial >= 0 && serial < LAST)) return;
  let day = Math.floor(serial), seconds = Math.round((serial - day) * DAY_SECONDS);
  if (seconds === DAY_SECONDS && (seconds = 0, day++), date1904 && (day += SHIFT_1904), day < 1 || day >= LAST) return;
  let text = known.get(day);
  return text === void 0 && (known.size === 5e4 && known.clear(), text = day === 60 ? "1900-02-29" : civil(day > 60 ? day - 25569 : day - 25568), known.set(day, text)), seconds === 0 ? text : `${text} ${clock(seconds)}`;
}
function isoDateText(text) {
  let found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?$/.exec(text);
  if (!found) return;
  let time = found[2] ? `${found[2]}:${found[3] ?? "00"}` : "00:00:00";
  return time === "00:00:00" ? found[1] : `${found[1]} ${time}`;
}
var civil = (daysFrom1970) => new Date(daysFrom1970 * DAY_SECONDS * 1e3).toISOString().slice(0, 10);
function clock(seconds) {
  let two = (value2) => String(value2).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
var REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g, NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
function resolveReferences(text) {
  let good = true, found = 0, resolved = text.replace(REFERENCE, (_, hex, decimal, name) => {
    if (found++, name) return NAMED[name];
    let code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return isXmlCharacter(code) ? String.fromCodePoint(code) : (good = false, "");
  });
  return good && found === text.split("&").length - 1 ? resolved : void 0;
}
function isXmlCharacter(code) {
  return code === 9 || code === 10 || code === 13 || code >= 32 && code < 55296 || code >= 57344 && code < 65534 || code >= 65536 && code <= 1114111;
}
function unescapeText(text) {
  return text.includes("_x") ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}
var NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/, CellMeaning = class {
  shared;
  dateStyles;
  date1904;
  kind = Kind.blank;
  constructor(shared, dateStyles, date1904) {
    this.shared = shared, this.dateStyles = dateStyles, this.date1904 = date1904;
  }
  text(type, style, stored) {
    if (this.kind = stored === "" ? Kind.blank : Kind.text, stored === "") return "";
    switch (type) {
      case "n":
        return this.number(style, stored);
      case "s":
        return this.sharedText(/^\s*\d{1,9}\s*$/.test(stored) ? Number(stored) : -1);
      case "b":
        return this.boolean(stored);
      case "e":
        return this.kind = Kind.error, stored;
      case "d": {
        let date = isoDateText(stored);
        return date !== void 0 && (this.kind = Kind.date), date ?? stored;
      }
      default:
        return unescapeText(stored);
    }
  }
  number(style, stored) {
    return NUMBER.test(stored) ? this.wholeNumber(style, stored) : (this.kind = Kind.text, stored);
  }
  wholeNumber(style, stored) {
    if (this.dateStyles[style] === 1) {
      let date = dateText(Number(stored), this.date1904);
      if (date !== void 0) return this.kind = Kind.date, date;
    }
    return this.kind = Kind.number, stored;
  }
  sharedText(index) {
    let text = this.shared.get(index);
    if (text === void 0) throw new UnreadableFile("file-unreadable", "damaged");
    return this.kind = text === "" ? Kind.blank : Kind.text, text;
  }
  boolean(stored) {
    let value2 = stored === "1" || stored === "true" ? "TRUE" : stored === "0" || stored === "false" ? "FALSE" : void 0;
    return value2 && (this.kind = Kind.boolean), value2 ?? stored;
  }
};
function columnOf(reference) {
  let found = /^([A-Z]{1,3})\d*$/.exec(reference.toUpperCase()), column = 0;
  for (let letter of found?.[1] ?? "") column = column * 26 + letter.charCodeAt(0) - 64;
  if (column < 1 || column > 16384) throw new UnreadableFile("file-unreadable", "damaged");
  return column - 1;
}
var FilledCells = class {
  masks = new Uint32Array(1024);
  set(row, mask) {
    if (row >= this.masks.length) {
      let grown = new Uint32Array(Math.max(row + 1, this.masks.length * 2));
      grown.set(this.masks), this.masks = grown;
    }
    this.masks[row] = mask;
  }
  get(row) {
    return this.masks[row] ?? 0;
  }
  get last() {
    return this.masks.length - 1;
  }
}, MOST_RANGES = 1048576, MOST_ON_A_ROW = 8192, MOST_LOOKS = 2e7, MergedRanges = class {
  ranges = [];
  next = 0;
  active = [];
  add(reference) {
    let [from = "", to = from] = reference.replaceAll("$", "").split(":"), range = { top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) };
    if (range.bottom < range.top || range.right < range.left) throw new UnreadableFile("file-unreadable", "damaged");
    if (this.ranges.length === MOST_RANGES) throw new UnreadableFile("file-unreadable", "damaged");
    this.ranges.push(range);
  }
  cover(filled) {
    let looks = 0;
    for (let { top, left, bottom, right } of this.ranges) {
      let columns = bits(left, right), last = Math.min(bottom, filled.last);
      if (looks += Math.max(0, last - top), looks > MOST_LOOKS) return true;
      for (let row = top; row <= last; row++) if ((filled.get(row) & (row === top && left < 31 ? columns & ~(1 << left) : columns)) !== 0) return true;
    }
    return false;
  }
  rewind() {
    this.ranges.sort((a, b) => a.top - b.top), this.next = 0, this.active = [];
  }
  blank(row, texts, kinds) {
    for (this.active.length > 0 && (this.active = this.active.filter((range) => range.bottom >= row)); this.next < this.ranges.length && this.ranges[this.next].top <= row; this.next++) {
      let range = this.ranges[this.next];
      if (range.bottom >= row && this.active.push(range), this.active.length > MOST_ON_A_ROW) throw new UnreadableFile("file-unreadable", "damaged");
    }
    for (let { top, left, right } of this.active) {
      let last = Math.min(right, texts.length - 1);
      for (let column = row === top ? left + 1 : left; column <= last; column++) texts[column] = "", kinds[column] = Kind.blank;
    }
  }
};
function bits(left, right) {
  let mask = right > 30 ? -2147483648 : 0;
  for (let column = left; column <= Math.min(right, 30); column++) mask |= 1 << column;
  return mask;
}
function rowOf(reference) {
  let row = Number(/^[A-Za-z]+(\d{1,7})$/.exec(reference)?.[1] ?? 0);
  if (row < 1) throw new UnreadableFile("file-unreadable", "damaged");
  return row;
}
var LAST_ROW = 1048576, ROWS2 = 512, CELLS = 1e5, RowSink = class {
  rows = [];
  filled = new FilledCells();
  merged;
  last = 0;
  cells = 0;
  constructor(merged) {
    this.merged = merged, merged?.rewind();
  }
  get full() {
    return this.rows.length >= ROWS2 || this.cells >= CELLS;
  }
  take() {
    let rows2 = this.rows;
    return this.rows = [], this.cells = 0, rows2;
  }
  add(number, texts, kinds, filled) {
    let at = number === 0 ? this.last + 1 : number;
    if (at <= this.last || at > LAST_ROW) throw new UnreadableFile("file-unreadable", "damaged");
    this.last = at, filled !== 0 && (this.filled.set(at, filled), this.merged?.blank(at, texts, kinds), this.cells += texts.length, this.rows.push({ number: at, texts, kinds }));
  }
};
function putCell(texts, kinds, column, text, kind) {
  for (column - texts.length > 64 && (texts.push(...new Array(column - texts.length).fill("")), kinds.push(...new Array(column - kinds.length).fill(Kind.blank))); texts.length < column; ) texts.push(""), kinds.push(Kind.blank);
  texts[column] = text, kinds[column] = kind;
}
var BLOCK_BITS = 22, BLOCK = 1 << BLOCK_BITS, PAGE_BITS = 16, PAGE = 1 << PAGE_BITS, LONG = 32767, MOST_TEXT = 1024 ** 3, RECENT = 16384, SharedStrings = class {
  count = 0;
  blocks = [];
  block = asBytes(new Uint8Array(0));
  used = 0;
  pages = [];
  longText = 0;
  long = /* @__PURE__ */ new Map();
  recentIndex = new Int32Array(RECENT).fill(-1);
  recentText = new Array(RECENT).fill("");
  get(index) {
    if (!(index >= 0 && index < this.count)) return;
    let slot = index & RECENT - 1;
    if (this.recentIndex[slot] === index) return this.recentText[slot];
    let text = this.decode(index);
    return this.recentIndex[slot] = index, this.recentText[slot] = text, text;
  }
  decode(index) {
    let place = this.pages[index >> PAGE_BITS][index & PAGE - 1], block = this.blocks[place >>> BLOCK_BITS], at = place & BLOCK - 1, head = block[at] | block[at + 1] << 8, length = head & LONG;
    return length === LONG ? this.long.get(index) : (head & 32768) === 0 ? block.utf8Slice(at + 2, at + 2 + length) : block.latin1Slice(at + 2, at + 2 + length);
  }
  add(text) {
    let bytes = Buffer.from(text);
    bytes.length >= LONG || !text.isWellFormed() ? this.addLong(text) : this.addBytes(bytes, 0, bytes.length, bytes.length === text.length);
  }
  addBytes(bytes, start2, end, ascii2) {
    let length = end - start2;
    if (length >= LONG) {
      this.addLong(asBytes(bytes).utf8Slice(start2, end));
      return;
    }
    let at = this.place(length + 2), block = this.block;
    if (block[at++] = length, block[at++] = length >> 8 | (ascii2 ? 128 : 0), length > 64) block.set(bytes.subarray(start2, end), at);
    else for (let from = start2; from < end; ) block[at++] = bytes[from++];
  }
  addLong(text) {
    this.longText += text.length * 2, this.long.set(this.count, text);
    let at = this.place(2);
    this.block[at] = 255, this.block[at + 1] = 127;
  }
  place(length) {
    if (this.blocks.length * BLOCK + this.longText > MOST_TEXT) throw new UnreadableFile("file-expands");
    this.used + length > this.block.length && this.grow(length), (this.count & PAGE - 1) === 0 && this.pages.push(new Uint32Array(PAGE));
    let at = this.used;
    return this.pages[this.count >> PAGE_BITS][this.count & PAGE - 1] = (this.blocks.length - 1) * BLOCK + at, this.count++, this.used += length, at;
  }
  grow(length) {
    let first = this.blocks.length <= 1 && this.used + length <= BLOCK, block = asBytes(new Uint8Array(first ? Math.min(BLOCK, (this.used + length) * 4) : BLOCK));
    first ? (block.set(this.block), this.blocks[0] = block) : (this.blocks.push(block), this.used = 0), this.block = block;
  }
};
var NAMESPACES = /* @__PURE__ */ new Set(["", "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"]), LONGEST_ROW = 32 * 1024 * 1024, INSIDE = { "": ["worksheet"], worksheet: ["sheetData", "mergeCells"], sheetData: ["row"], mergeCells: ["mergeCell"], row: ["c"], c: ["v", "is"], is: ["t", "r"], r: ["t"] }, damaged = () => new UnreadableFile("file-unreadable", "damaged"), SheetHandler = class {
  sink;
  cells;
  merged;
  path = [""];
  skipped = 0;
  row = 0;
  texts = [];
  kinds = [];
  filled = 0;
  column = -1;
  length = 0;
  type = "n";
  style = 0;
  value;
  inline;
  constructor(sink, cells, merged) {
    this.sink = sink, this.cells = cells, this.merged = merged;
  }
  between() {
    return this.skipped === 0 && this.path.at(-1) === "sheetData";
  }
  open(tag) {
    let parent = this.path.at(-1);
    if (this.skipped > 0 || !NAMESPACES.has(tag.uri) || !INSIDE[parent]?.includes(tag.local)) {
      if (parent === "") throw damaged();
      this.skipped++;
      return;
    }
    this.path.push(tag.local), tag.local === "row" ? this.openRow(attribute(tag, "r")) : tag.local === "c" ? this.openCell(tag) : tag.local === "v" ? this.value ??= "" : tag.local === "is" ? this.inline ??= "" : tag.local === "mergeCell" && this.merged.add(attribute(tag, "ref") ?? "");
  }
  text(text) {
    if (this.skipped > 0) return;
    let where = this.path.at(-1);
    if (!(where !== "v" && where !== "t") && (where === "v" ? this.value += text : this.inline += text, this.length += text.length, this.length > LONGEST_ROW)) throw damaged();
  }
  close() {
    if (this.skipped > 0) {
      this.skipped--;
      return;
    }
    let closed = this.path.pop();
    closed === "c" ? this.closeCell() : closed === "row" && this.sink.add(this.row, this.texts, this.kinds, this.filled);
  }
  openRow(number) {
    if (number !== void 0 && !/^[1-9]\d{0,6}$/.test(number)) throw damaged();
    this.row = Number(number ?? 0), this.texts = [], this.kinds = [], this.filled = 0, this.column = -1, this.length = 0;
  }
  openCell(tag) {
    let reference = attribute(tag, "r");
    if (this.column = reference === void 0 ? this.column + 1 : columnOf(reference), this.column >= 16384) throw damaged();
    this.type = attribute(tag, "t") ?? "n", this.style = Number(attribute(tag, "s") ?? 0), this.value = void 0, this.inline = void 0;
  }
  closeCell() {
    let { value: value2, inline } = this, isInline = this.type === "inlineStr" || value2 === void 0, stored = isInline ? inline ?? value2 : value2;
    if (stored === void 0) return;
    let text = this.cells.text(isInline ? "inlineStr" : this.type, this.style, stored);
    text !== "" && (putCell(this.texts, this.kinds, this.column, text, this.cells.kind), this.filled |= 1 << Math.min(this.column, 31));
  }
};
function attribute(tag, name) {
  return tag.attributes[name]?.value;
}
var LESS = 60, AMPERSAND = 38, UNDERSCORE = 95, BRACKET = 93, GREATER = 62, SPECIAL = new Uint8Array(256);
for (let byte = 0; byte < 32; byte++) SPECIAL[byte] = byte === 9 || byte === 10 ? 0 : 1;
for (let byte of [LESS, AMPERSAND, UNDERSCORE, GREATER]) SPECIAL[byte] = 1;
for (let byte = 128; byte < 256; byte++) SPECIAL[byte] = 1;
var WIDE = 1, REFERENCES = 2, ESCAPES = 4, ByteScanner = class {
  failed = 0;
  found = 0;
  recent = new RecentTexts();
  fail(at) {
    return this.failed = at, -1;
  }
  passText(bytes, start2) {
    let at = start2, found = 0;
    for (; ; ) {
      let byte = bytes[at];
      if (SPECIAL[byte] === 0) at++;
      else if (byte >= 128) if (found |= WIDE, byte < 224) at += 2;
      else if (byte >= 240) at += 4;
      else {
        if (byte === 239 && bytes[at + 1] === 191 && bytes[at + 2] >= 190) return this.fail(at);
        at += 3;
      }
      else {
        if (byte === LESS) return this.found = found, at;
        if (byte === UNDERSCORE) found |= ESCAPES, at++;
        else if (byte === AMPERSAND) found |= REFERENCES, at++;
        else if (byte === GREATER && !(bytes[at - 1] === BRACKET && bytes[at - 2] === BRACKET)) at++;
        else return this.fail(at);
      }
    }
  }
  raw(bytes, start2, end) {
    let text = this.recent.get(bytes, start2, end, (this.found & WIDE) !== 0);
    return (this.found & REFERENCES) === 0 ? text : resolveReferences(text);
  }
  string(bytes, start2, end) {
    let text = this.raw(bytes, start2, end);
    return text === void 0 || (this.found & (ESCAPES | REFERENCES)) === 0 ? text : unescapeText(text);
  }
  passLiteral(bytes, start2, literal) {
    for (let index = 0; index < literal.length; index++) if (bytes[start2 + index] !== literal[index]) return this.fail(start2 + index);
    return start2 + literal.length;
  }
  passSpace(bytes, start2) {
    let at = start2;
    for (let byte = bytes[at]; byte === 32 || byte === 10 || byte === 13 || byte === 9; byte = bytes[at]) at++;
    return at;
  }
  passTextTag(bytes, start2) {
    return bytes[start2] === GREATER ? start2 + 1 : this.passLiteral(bytes, start2, PRESERVE);
  }
}, PRESERVE = Buffer.from(' xml:space="preserve">');
var ROW = Buffer.from("<row"), ROW_END = Buffer.from("</row>"), CELL_END = Buffer.from("</c>"), VALUE_END = Buffer.from("</v>"), FORMULA_END = Buffer.from("</f>"), INLINE_TEXT = Buffer.from("s><t"), INLINE_END = Buffer.from("</t></is>"), SPACE = 32, QUOTE2 = 34, SLASH = 47, COLON = 58, LESS2 = 60, EQUALS = 61, GREATER2 = 62, LETTER_C = 99, LETTER_F = 102, LETTER_I = 105, LETTER_R = 114, LETTER_S = 115, LETTER_T = 116, LETTER_V = 118, TYPES = ["n", "s", "str", "inlineStr", "b", "e", "d"].map((name) => ({ name, bytes: Buffer.from(`${name}"`) })), SheetScanner = class extends ByteScanner {
  opening = "<sheetData";
  closing = "</row>";
  stopped = "cut";
  sink;
  cells;
  prefixes = /* @__PURE__ */ new Set();
  number = 0;
  texts = [];
  kinds = [];
  filled = 0;
  column = -1;
  type = "n";
  style = 0;
  empty = false;
  constructor(sink, cells) {
    super(), this.sink = sink, this.cells = cells;
  }
  scan(bytes, start2, end, prefixes) {
    this.prefixes = prefixes;
    let at = start2;
    for (; !this.sink.full; ) {
      let next = this.row(bytes, this.passSpace(bytes, at));
      if (next < 0) return this.stopped = this.failed >= end ? "cut" : "odd", at;
      this.sink.add(this.number, this.texts, this.kinds, this.filled), at = next;
    }
    return this.stopped = "full", at;
  }
  row(bytes, start2) {
    let at = this.passLiteral(bytes, start2, ROW);
    if (at < 0 || (this.number = 0, at = this.attributes(bytes, at, true), at < 0)) return -1;
    if (this.filled !== 0 && (this.texts = [], this.kinds = [], this.filled = 0), this.column = -1, this.empty) return at;
    for (; ; ) {
      if (at = this.passSpace(bytes, at), bytes[at] !== LESS2) return this.fail(at);
      if (bytes[at + 1] !== LETTER_C) return this.passLiteral(bytes, at, ROW_END);
      if (at = this.cell(bytes, at + 2), at < 0) return -1;
    }
  }
  cell(bytes, start2) {
    let at = this.cellAttributes(bytes, start2);
    if (at < 0 || this.empty) return at;
    if (at = this.passSpace(bytes, at), bytes[at] === LESS2 && bytes[at + 1] === LETTER_F) {
      if (at = this.formula(bytes, at + 2), at < 0) return -1;
      at = this.passSpace(bytes, at);
    }
    return bytes[at] !== LESS2 ? this.fail(at) : (bytes[at + 1] === LETTER_V ? at = this.value(bytes, at + 2) : bytes[at + 1] === LETTER_I && (at = this.inline(bytes, at + 2)), at < 0 ? -1 : this.passLiteral(bytes, this.passSpace(bytes, at), CELL_END));
  }
  value(bytes, start2) {
    if (bytes[start2] === SLASH) return bytes[start2 + 1] === GREATER2 ? start2 + 2 : this.fail(start2 + 1);
    let from = this.passTextTag(bytes, start2);
    if (from < 0) return -1;
    if (this.type === "s" || this.type === "n") {
      let at = from, index = 0;
      for (let byte = bytes[at] - 48; byte >= 0 && byte <= 9; byte = bytes[at] - 48) index = index * 10 + byte, at++;
      if (bytes[at] === LESS2 && at > from && at - from < 10) {
        let next2 = this.passLiteral(bytes, at, VALUE_END);
        return next2 < 0 ? -1 : (this.type === "s" ? this.put(this.cells.sharedText(index)) : this.put(this.cells.wholeNumber(this.style, this.recent.get(bytes, from, at, false))), next2);
      }
    }
    let to = this.passText(bytes, from), next = to < 0 ? -1 : this.passLiteral(bytes, to, VALUE_END);
    if (next < 0) return -1;
    let stored = this.raw(bytes, from, to);
    return stored === void 0 ? this.fail(from) : (this.put(this.cells.text(this.type, this.style, stored)), next);
  }
  inline(bytes, start2) {
    let tag = this.passLiteral(bytes, start2, INLINE_TEXT), from = tag < 0 ? -1 : this.passTextTag(bytes, tag), to = from < 0 ? -1 : this.passText(bytes, from), next = to < 0 ? -1 : this.passLiteral(bytes, to, INLINE_END);
    if (next < 0) return -1;
    let text = this.string(bytes, from, to);
    return text === void 0 ? this.fail(from) : (this.cells.kind = Kind.text, this.put(text), next);
  }
  put(text) {
    if (text === "") return;
    let { column, texts } = this;
    texts.length === column ? (texts.push(text), this.kinds.push(this.cells.kind)) : putCell(texts, this.kinds, column, text, this.cells.kind), this.filled |= 1 << Math.min(column, 31);
  }
  formula(bytes, start2) {
    let from = this.attributes(bytes, start2, false);
    if (from < 0 || this.empty) return from;
    let to = this.passText(bytes, from), next = to < 0 ? -1 : this.passLiteral(bytes, to, FORMULA_END);
    return next >= 0 && this.raw(bytes, from, to) === void 0 ? this.fail(from) : next;
  }
  cellAttributes(bytes, start2) {
    let at = start2, seen = 0, column = this.column + 1;
    for (this.style = 0, this.type = "n"; bytes[at] === SPACE && bytes[at + 1] !== SLASH; ) {
      let name = bytes[at + 1];
      if (bytes[at + 2] !== EQUALS) return this.fail(at + 2);
      if (bytes[at + 3] !== QUOTE2) return this.fail(at + 3);
      at += 4;
      let bit = name === LETTER_R ? 1 : name === LETTER_S ? 2 : name === LETTER_T ? 4 : 8;
      if (bit === 8 || (seen & bit) !== 0) return this.fail(at - 3);
      if (seen |= bit, name === LETTER_R) {
        let from = at;
        column = 0;
        for (let byte = bytes[at] - 64; byte >= 1 && byte <= 26; byte = bytes[at] - 64) column = column * 26 + byte, at++;
        if (at === from || at - from > 3 || column > 16384) return this.fail(at);
        for (column--; bytes[at] >= 48 && bytes[at] <= 57; ) at++;
      } else if (name === LETTER_S) {
        let from = at, style = 0;
        for (let byte = bytes[at] - 48; byte >= 0 && byte <= 9; byte = bytes[at] - 48) style = style * 10 + byte, at++;
        if (at === from || at - from > 9) return this.fail(at);
        this.style = style;
      } else if (at = this.passType(bytes, at), at < 0) return -1;
      if (bytes[at] !== QUOTE2) return this.fail(at);
      at++;
    }
    return column >= 16384 ? this.fail(at) : (this.column = column, this.tagEnd(bytes, at));
  }
  passType(bytes, start2) {
    for (let { name, bytes: type } of TYPES) if (!(this.passLiteral(bytes, start2, type) < 0)) return this.type = name, start2 + type.length - 1;
    let longest = start2;
    for (let { bytes: type } of TYPES) this.passLiteral(bytes, start2, type), longest = Math.max(longest, this.failed);
    return this.fail(longest);
  }
  attributes(bytes, start2, isRow) {
    let at = start2, names = [];
    for (; bytes[at] === SPACE && bytes[at + 1] !== SLASH && bytes[at + 1] !== GREATER2; ) {
      let from = ++at;
      if (!isLetter(bytes[at])) return this.fail(at);
      for (; isNameByte(bytes[at]); ) at++;
      if (bytes[at] === COLON) {
        if (!this.prefixes.has(bytes.latin1Slice(from, at))) return this.fail(at);
        if (at++, !isLetter(bytes[at])) return this.fail(at);
        for (; isNameByte(bytes[at]); ) at++;
      }
      if (bytes[at] !== EQUALS) return this.fail(at);
      if (bytes[at + 1] !== QUOTE2) return this.fail(at + 1);
      let name = bytes.latin1Slice(from, at);
      if (name.startsWith("xmlns") || names.includes(name)) return this.fail(from);
      names.push(name), at += 2;
      let value2 = at;
      for (; bytes[at] >= 32 && bytes[at] < 127 && VALUE_STOP[bytes[at]] === 0; ) at++;
      if (bytes[at] !== QUOTE2) return this.fail(at);
      if (isRow && name === "r") {
        let number = bytes.latin1Slice(value2, at);
        if (!/^[1-9]\d{0,6}$/.test(number)) return this.fail(value2);
        this.number = Number(number);
      }
      at++;
    }
    return this.tagEnd(bytes, at);
  }
  tagEnd(bytes, start2) {
    let at = bytes[start2] === SPACE ? start2 + 1 : start2;
    return this.empty = bytes[at] === SLASH, this.empty ? bytes[at + 1] === GREATER2 ? at + 2 : this.fail(at + 1) : bytes[at] === GREATER2 ? at + 1 : this.fail(at);
  }
}, VALUE_STOP = new Uint8Array(256);
for (let byte of [QUOTE2, LESS2, 38]) VALUE_STOP[byte] = 1;
function isLetter(byte) {
  return byte >= 97 && byte <= 122 || byte >= 65 && byte <= 90;
}
function isNameByte(byte) {
  return isLetter(byte) || byte >= 48 && byte <= 57;
}
var INSIDE2 = { "": ["sst"], sst: ["si"], si: ["t", "r"], r: ["t"] }, LONGEST = 32 * 1024 * 1024, StringsHandler = class {
  strings;
  path = [""];
  skipped = 0;
  string = "";
  constructor(strings) {
    this.strings = strings;
  }
  between() {
    return this.skipped === 0 && this.path.at(-1) === "sst";
  }
  open(tag) {
    let parent = this.path.at(-1);
    if (this.skipped > 0 || !INSIDE2[parent]?.includes(tag.local)) {
      if (parent === "") throw new UnreadableFile("file-unreadable", "damaged");
      this.skipped++;
      return;
    }
    this.path.push(tag.local), tag.local === "si" && (this.string = "");
  }
  text(text) {
    if (!(this.skipped > 0 || this.path.at(-1) !== "t") && (this.string += text, this.string.length > LONGEST)) throw new UnreadableFile("file-unreadable", "damaged");
  }
  close() {
    this.skipped > 0 ? this.skipped-- : this.path.pop() === "si" && this.strings.add(unescapeText(this.string));
  }
};
var ITEM = Buffer.from("<si><t"), ITEM_END = Buffer.from("</t></si>"), StringsScanner = class extends ByteScanner {
  opening = "<sst";
  closing = "</si>";
  stopped = "cut";
  strings;
  constructor(strings) {
    super(), this.strings = strings;
  }
  scan(bytes, start2, end) {
    let at = start2;
    for (; ; ) {
      let next = this.item(bytes, this.passSpace(bytes, at));
      if (next < 0) break;
      at = next;
    }
    return this.stopped = this.failed >= end ? "cut" : "odd", at;
  }
  item(bytes, start2) {
    let tag = this.passLiteral(bytes, start2, ITEM), text = tag < 0 ? -1 : this.passTextTag(bytes, tag), end = text < 0 ? -1 : this.passText(bytes, text), next = end < 0 ? -1 : this.passLiteral(bytes, end, ITEM_END);
    if (next < 0) return -1;
    if ((this.found & (REFERENCES | ESCAPES)) === 0) return this.strings.addBytes(bytes, text, end, (this.found & WIDE) === 0), next;
    let string = this.string(bytes, text, end);
    return string === void 0 ? this.fail(text) : (this.strings.add(string), next);
  }
};
var import_saxes = __toESM(require_saxes(), 1);
import { isUtf8 as isUtf82 } from "node:buffer";
import { TextDecoder as TextDecoder2 } from "node:util";
var LONGEST_ITEM = 4 * 1024 * 1024, PIECE2 = 16 * 1024, GREATER3 = 62, LONGEST_TOKEN = 4 * 1024 * 1024, DEEPEST = 256, OPENING_ROOM = 16, damaged2 = () => new UnreadableFile("file-unreadable", "damaged");
async function* readXmlPart(chunks, handler, scanner) {
  let saxes = new XmlEvents(handler), bytes = new PendingBytes(), decoder, begun = false, state = "before", enough = 0, begin = () => {
    begun = true, decoder = otherEncoding(bytes), !decoder && bytes.startsWith([239, 187, 191]) && (bytes.start += 3);
  };
  function* advance(last) {
    for (; ; ) {
      if (state === "among") {
        if (bytes.start = scanner.scan(bytes.buffer, bytes.start, bytes.valid, saxes.prefixes), scanner.stopped === "full") {
          yield;
          continue;
        }
        let left = bytes.end - bytes.start;
        if (scanner.stopped === "cut" && !last && left < LONGEST_ITEM) {
          enough = left * 2;
          return;
        }
        state = "odd";
      }
      let upTo = scanner && !saxes.otherVersion ? bytes.seek(scanner, state, last) : bytes.valid;
      if (upTo === bytes.start) return;
      for (; bytes.start < upTo - 1; ) saxes.write(bytes.take(Math.min(upTo - 1, bytes.start + PIECE2))), yield;
      let told = saxes.write(bytes.take(upTo)) && bytes.buffer[upTo - 1] === GREATER3;
      scanner && told && handler.between() && (state = "among");
    }
  }
  for await (let chunk of chunks) {
    if (bytes.append(chunk), !begun) {
      if (bytes.end < 256) continue;
      begin();
    }
    if (decoder) {
      for (let text of pieces(decode(decoder, bytes.takeAll(), true))) saxes.write(text), yield;
      continue;
    }
    bytes.validate(false), !(bytes.end - bytes.start < enough) && (enough = 0, yield* advance(false));
  }
  begun || begin(), decoder ? saxes.write(decode(decoder, bytes.takeAll(), false)) : (bytes.validate(true), yield* advance(true)), saxes.close(), yield;
}
var PendingBytes = class {
  buffer = asBytes(new Uint8Array(128 * 1024));
  start = 0;
  end = 0;
  valid = 0;
  append(chunk) {
    let left = this.end - this.start, needed = left + chunk.length + 8;
    if (this.start > 0 || needed > this.buffer.length) {
      let target = needed > this.buffer.length ? asBytes(new Uint8Array(needed * 2)) : this.buffer;
      target.set(this.buffer.subarray(this.start, this.end), 0), this.buffer = target, this.valid -= this.start, this.start = 0, this.end = left;
    }
    this.buffer.set(chunk, this.end), this.end += chunk.length, this.buffer.fill(0, this.end, this.end + 8);
  }
  validate(last) {
    let from = Math.max(this.valid, this.start), to = last ? this.end : this.end - cutCharacter(this.buffer, this.end);
    if (!isUtf82(this.buffer.subarray(from, to))) throw damaged2();
    this.valid = to;
  }
  startsWith(prefix) {
    return prefix.every((byte, index) => this.start + index < this.end && this.buffer[this.start + index] === byte);
  }
  take(to) {
    let end = to;
    for (; end < this.valid && (this.buffer[end] & 192) === 128; ) end++;
    let text = this.buffer.utf8Slice(this.start, end);
    return this.start = end, text;
  }
  takeAll() {
    let all = this.buffer.slice(this.start, this.end);
    return this.start = this.end, all;
  }
  seek(scanner, state, last) {
    if (state === "odd") {
      let at = this.find(scanner.closing, this.start);
      return at < 0 ? this.valid : at + scanner.closing.length;
    }
    let opening = this.find(scanner.opening, this.start), end = opening < 0 ? -1 : this.find(">", opening);
    return end >= 0 ? end + 1 : last || opening >= 0 && this.end - opening > PIECE2 ? this.valid : Math.max(this.start, opening >= 0 ? opening : this.valid - OPENING_ROOM);
  }
  find(text, from) {
    let at = this.buffer.indexOf(text, from, "latin1");
    return at >= 0 && at + text.length <= this.valid ? at : -1;
  }
}, XmlEvents = class {
  prefixes = /* @__PURE__ */ new Set();
  otherVersion = false;
  parser = new import_saxes.SaxesParser({ xmlns: true, position: false });
  events = 0;
  silent = 0;
  depth = 0;
  constructor(handler) {
    let { parser } = this, refuse = () => {
      throw damaged2();
    };
    parser.on("error", refuse), parser.on("doctype", refuse), parser.on("xmldecl", ({ version }) => {
      this.otherVersion = version !== void 0 && version !== "1.0";
    }), parser.on("opentag", (tag) => {
      if (this.events++, this.depth === DEEPEST && refuse(), this.depth++ === 0) for (let prefix of Object.keys(tag.ns ?? {})) this.prefixes.add(prefix);
      handler.open(tag);
    }), parser.on("closetag", () => {
      this.events++, this.depth--, handler.close();
    });
    let text = (text2) => {
      this.events++, handler.text(text2);
    };
    parser.on("text", text), parser.on("cdata", text);
  }
  write(text) {
    let before = this.events;
    if (this.parser.write(text), this.silent = this.events === before ? this.silent + text.length : 0, this.silent > LONGEST_TOKEN) throw damaged2();
    return this.events > before;
  }
  close() {
    this.parser.close();
  }
};
function otherEncoding(bytes) {
  if (bytes.startsWith([255, 254]) || bytes.startsWith([60, 0])) return strict("utf-16le");
  if (bytes.startsWith([254, 255]) || bytes.startsWith([0, 60])) return strict("utf-16be");
  let head = bytes.buffer.latin1Slice(bytes.start, Math.min(bytes.end, bytes.start + 256)), label = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1]?.toLowerCase();
  return label === void 0 || label === "utf-8" || label === "utf8" || label === "us-ascii" ? void 0 : strict(label);
}
function strict(label) {
  try {
    return new TextDecoder2(label, { fatal: true });
  } catch {
    throw damaged2();
  }
}
function decode(decoder, bytes, stream) {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw damaged2();
  }
}
function* pieces(text) {
  for (let at = 0; at < text.length; at += PIECE2) yield text.slice(at, at + PIECE2);
}
var MOST_ELEMENTS = 1e6;
async function elements(part2, take) {
  let path2 = [], count2 = 0, handler = { open(tag) {
    if (++count2 > MOST_ELEMENTS) throw new UnreadableFile("file-unreadable", "damaged");
    take(tag, path2), path2.push(tag.local);
  }, close() {
    path2.pop();
  }, text() {
  }, between: () => false };
  for await (let _ of readXmlPart(part2, handler)) ;
}
var value = (tag, name) => tag.attributes[name]?.value;
async function readRelationships(part2, source) {
  let found = [];
  return await elements(part2, (tag) => {
    let target = value(tag, "Target");
    tag.local !== "Relationship" || target === void 0 || value(tag, "TargetMode") === "External" || found.push({ id: value(tag, "Id") ?? "", type: (value(tag, "Type") ?? "").replace(/^.*\//, ""), part: resolvePart(source, target) });
  }), found;
}
function resolvePart(source, target) {
  let path2 = target.startsWith("/") ? [] : source.split("/").slice(0, -1);
  for (let step of target.replaceAll("\\", "/").split("/")) step === ".." ? path2.pop() : step !== "" && step !== "." && path2.push(step);
  let name = path2.join("/");
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}
function relationshipsOf(part2) {
  let cut = part2.lastIndexOf("/") + 1;
  return `${part2.slice(0, cut)}_rels/${part2.slice(cut)}.rels`;
}
async function readWorkbookPart(part2) {
  let sheets = [], date1904 = false;
  return await elements(part2, (tag, path2) => {
    if (tag.local === "workbookPr" && path2.length === 1 && (date1904 = ["1", "true"].includes(value(tag, "date1904") ?? "")), tag.local !== "sheet" || path2.at(-1) !== "sheets") return;
    let id = Object.values(tag.attributes).find((each) => each.local === "id" && /relationships$/.test(each.uri));
    sheets.push({ name: unescapeText(value(tag, "name") ?? ""), hidden: ["hidden", "veryHidden"].includes(value(tag, "state") ?? ""), relationship: id?.value ?? "" });
  }), { sheets, date1904 };
}
async function readDateStyles(part2) {
  let custom = /* @__PURE__ */ new Map(), base = [], cells = [];
  return await elements(part2, (tag, path2) => {
    let parent = path2.at(-1), format = value(tag, "numFmtId");
    if (tag.local === "numFmt" && parent === "numFmts" && custom.set(Number(format), isDateFormat(value(tag, "formatCode") ?? "")), tag.local !== "xf") return;
    let id = format === void 0 ? void 0 : Number(format);
    parent === "cellStyleXfs" && base.push(id), parent === "cellXfs" && cells.push({ format: id, base: Number(value(tag, "xfId") ?? 0) });
  }), Uint8Array.from(cells, (cell) => {
    let format = cell.format ?? base[cell.base] ?? 0;
    return custom.get(format) ?? isBuiltInDate(format) ? 1 : 0;
  });
}
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
var EXPANDED_LIMIT = 3 * 1024 ** 3, END = 101010256, END_64 = 101075792, LOCATOR_64 = 117853008, CENTRAL = 33639248, LOCAL = 67324752, MOST_ENTRIES = 1e5, damaged3 = () => new UnreadableFile("file-unreadable", "damaged");
async function openZip(source) {
  let { start: start2, end } = await findDirectory(source), entries = parseDirectory(await readRange(source, start2, end)), declared = 0, free = 0;
  for (let entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < free || (free = entry.offset + 30 + entry.packed, free > start2)) throw damaged3();
    declared += entry.size;
  }
  if (declared > EXPANDED_LIMIT) throw new UnreadableFile("file-expands");
  return { entries: new Map(entries.map((entry) => [entry.name.replaceAll("\\", "/").toLowerCase(), entry])), read: (entry) => readEntry(source, entry, start2) };
}
async function findDirectory(source) {
  let from = Math.max(0, source.size - 22 - 65535), tail = await readRange(source, from, source.size), at = tail.length - 22;
  for (; at >= 0 && !(tail.readUInt32LE(at) === END && at + 22 + tail.readUInt16LE(at + 20) <= tail.length); ) at--;
  if (at < 0) throw damaged3();
  let size = tail.readUInt32LE(at + 12), start2 = tail.readUInt32LE(at + 16);
  if (tail.readUInt16LE(at + 4) !== tail.readUInt16LE(at + 6)) throw damaged3();
  let limit = from + at;
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR_64) {
    if (limit = Number(tail.readBigUInt64LE(at - 12)), limit + 56 > from + at - 20) throw damaged3();
    let record = await readRange(source, limit, limit + 56);
    if (record.readUInt32LE(0) !== END_64) throw damaged3();
    size = Number(record.readBigUInt64LE(40)), start2 = Number(record.readBigUInt64LE(48));
  }
  if (start2 + size > limit) throw damaged3();
  return { start: start2, end: start2 + size };
}
function parseDirectory(bytes) {
  let entries = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL || entries.length === MOST_ENTRIES) throw damaged3();
    let flags = bytes.readUInt16LE(at + 8), nameEnd = at + 46 + bytes.readUInt16LE(at + 28), extraEnd = nameEnd + bytes.readUInt16LE(at + 30), next = extraEnd + bytes.readUInt16LE(at + 32);
    if (next > bytes.length) throw damaged3();
    let [size, packed, offset] = widen(bytes.subarray(nameEnd, extraEnd), [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]);
    entries.push({ name: bytes.toString("utf8", at + 46, nameEnd), encrypted: (flags & 1) === 1, method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16), packed, size, offset }), at = next;
  }
  return entries;
}
function widen(extra, values) {
  if (!values.includes(4294967295)) return values;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let end = at + 4 + extra.readUInt16LE(at + 2), next = at + 4;
    return values.map((value2) => {
      if (value2 !== 4294967295) return value2;
      if (next += 8, next > end || end > extra.length) throw damaged3();
      return Number(extra.readBigUInt64LE(next - 8));
    });
  }
  return values;
}
async function* readEntry(source, entry, limit) {
  if (entry.encrypted) throw new UnreadableFile("file-unreadable", "encrypted");
  if (entry.method !== 0 && entry.method !== 8) throw damaged3();
  let header = await readRange(source, entry.offset, entry.offset + 30);
  if (header.readUInt32LE(0) !== LOCAL) throw damaged3();
  let start2 = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), end = start2 + entry.packed;
  if (end > limit) throw damaged3();
  let crc = 0, size = 0;
  for await (let piece of entry.method === 0 ? source.read(start2, end) : inflate(source, start2, end)) {
    if (size += piece.length, size > EXPANDED_LIMIT) throw new UnreadableFile("file-expands");
    size > entry.size || (crc = crc32(piece, crc), yield piece);
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged3();
}
async function* inflate(source, start2, end) {
  let unpacked = createInflateRaw({ chunkSize: 65536 }), fault;
  pipeline(Readable.from(source.read(start2, end)), unpacked, (error) => {
    fault = error;
  });
  try {
    for await (let piece of unpacked) yield piece;
  } catch (error) {
    let code = error.code;
    throw code === "Z_DATA_ERROR" || code === "Z_BUF_ERROR" ? damaged3() : fault ?? error;
  }
  if (unpacked.bytesWritten !== end - start2) throw damaged3();
}
async function openXlsx(source, slow = false) {
  let zip = await openZip(source), workbookPart = await findWorkbook(zip), relationships = await readIfThere(zip, relationshipsOf(workbookPart), workbookPart), { sheets, date1904 } = await readWorkbookPart(part(zip, workbookPart)), meaning, readMeaning = async () => {
    let styles = relationships.find(({ type }) => type === "styles"), dateStyles = styles ? await readDateStyles(part(zip, styles.part)) : new Uint8Array(0);
    return new CellMeaning(await readSharedStrings(zip, relationships, slow), dateStyles, date1904);
  }, readable = [];
  for (let { name, hidden, relationship } of sheets) {
    let target = relationships.find(({ id }) => id === relationship);
    if (!target) throw damaged4();
    if (target.type !== "worksheet") continue;
    let merged;
    readable.push({ name, hidden, async *rows() {
      meaning ??= readMeaning();
      let cells = await meaning, found = new MergedRanges(), sink = new RowSink(merged);
      if (yield* readRows(part(zip, target.part), cells, found, sink, slow), !(merged || !found.cover(sink.filled))) throw merged = found, new ReadAgain();
    } });
  }
  return { kind: "xlsx", sheets: readable };
}
async function* readRows(bytes, cells, found, sink, slow) {
  let handler = new SheetHandler(sink, cells, found);
  for await (let _ of readXmlPart(bytes, handler, slow ? void 0 : new SheetScanner(sink, cells))) sink.rows.length > 0 && (yield sink.take());
}
async function readSharedStrings(zip, relationships, slow) {
  let strings = new SharedStrings(), table = relationships.find(({ type }) => type === "sharedStrings"), entry = table && zip.entries.get(table.part);
  if (entry) {
    let scanner = slow ? void 0 : new StringsScanner(strings);
    for await (let _ of readXmlPart(zip.read(entry), new StringsHandler(strings), scanner)) ;
  }
  return strings;
}
async function findWorkbook(zip) {
  let main = (await readIfThere(zip, "_rels/.rels", "")).find(({ type }) => type === "officeDocument")?.part, name = main !== void 0 && zip.entries.has(main) ? main : "xl/workbook.xml", names = [...zip.entries.keys()];
  if (names.some((each) => each.startsWith("word/"))) throw new UnreadableFile("file-unreadable", "word");
  if (zip.entries.has("xl/workbook.bin")) throw new UnreadableFile("file-unreadable", "legacy-xls");
  if (zip.entries.has(name) && !names.some((each) => each.startsWith("ppt/"))) return name;
  let office = names.some((each) => each === "[content_types].xml" || each === "mimetype");
  throw new UnreadableFile("file-unreadable", office ? "unknown" : "archive");
}
async function readIfThere(zip, name, source) {
  return zip.entries.has(name) ? readRelationships(part(zip, name), source) : [];
}
function part(zip, name) {
  let entry = zip.entries.get(name);
  if (!entry) throw damaged4();
  return zip.read(entry);
}
var damaged4 = () => new UnreadableFile("file-unreadable", "damaged");
var SIZE_LIMIT = 100 * 1024 ** 2;
async function openWorkbook(source, options) {
  if (source.size > SIZE_LIMIT) throw new UnreadableFile("file-too-large");
  let head = await readRange(source, 0, Math.min(HEAD, source.size)), kind = fileKind(head, source.size);
  if (kind === "zip") return openXlsx(source);
  if (kind === "text") return openCsv(source, options.isHeader);
  throw new UnreadableFile("file-unreadable", kind === "compound" ? await compoundFileReason(source) : kind);
}
async function countOurs(path2) {
  let isHeader = (texts) => texts.includes("\u59D3\u540D") && texts.includes("\u8EAB\u4EFD\u8BC1\u53F7\u7801"), { sheets } = await openWorkbook(await fileSource(path2), { isHeader }), rows2 = 0;
  for (let sheet of sheets) for await (let some of sheet.rows()) rows2 += some.length;
  return rows2;
}
async function countExcelJs(path2) {
  let { default: ExcelJS } = await import("exceljs"), options = { entries: "emit", sharedStrings: "cache", styles: "cache", hyperlinks: "ignore", worksheets: "emit" }, rows2 = 0;
  for await (let sheet of new ExcelJS.stream.xlsx.WorkbookReader(path2, options)) for await (let row of sheet) row.hasValues && rows2++;
  return rows2;
}
var [reader, path] = process.argv.slice(2), count = reader === "ours" ? countOurs : countExcelJs, start = performance.now(), rows = await count(path), milliseconds = performance.now() - start, measured = { rows, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(measured));
/*! Bundled license information:

xmlchars/xml/1.0/ed5.js:
  (**
   * Character classes and associated utilities for the 5th edition of XML 1.0.
   *
   * @author Louis-Dominique Dubeau
   * @license MIT
   * @copyright Louis-Dominique Dubeau
   *)

xmlchars/xml/1.1/ed2.js:
  (**
   * Character classes and associated utilities for the 2nd edition of XML 1.1.
   *
   * @author Louis-Dominique Dubeau
   * @license MIT
   * @copyright Louis-Dominique Dubeau
   *)

xmlchars/xmlns/1.0/ed3.js:
  (**
   * Character class utilities for XML NS 1.0 edition 3.
   *
   * @author Louis-Dominique Dubeau
   * @license MIT
   * @copyright Louis-Dominique Dubeau
   *)
*/
